"""Declares typed interfaces of Rasa's server for the channels, and fetches its agent, stores and public texts.

Each Protocol lists the used members of one of Rasa's classes. `tests/channels/test_rasa_server.py` compares them with
these classes, and with the stores of `records`.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Sanic

from persistence.turn_lease import TurnLease
from settings.handoff import published
from understanding.public import public_in

OnNewMessage = Callable[[UserMessage], Awaitable[object]]
"""The callback that Rasa gives to each channel for incoming messages."""


class Event(Protocol):
    type_name: str
    timestamp: float

    def as_dict(self) -> dict[str, Any]: ...


class Tracker(Protocol):
    @property
    def events(self) -> Iterable[Event]: ...

    def update(self, event: Event) -> None: ...

    def is_paused(self) -> bool: ...

    def get_slot(self, key: str) -> object: ...


class TrackerStore(Protocol):
    async def retrieve(self, sender_id: str) -> Tracker | None:
        """Return the current session."""

    async def retrieve_full_tracker(self, conversation_id: str) -> Tracker | None:
        """Return all sessions."""

    async def save(self, tracker: Tracker) -> None: ...


class LockStore(Protocol):
    def lock(self, conversation_id: str) -> AbstractAsyncContextManager[object]: ...


@runtime_checkable
class SharedLocks(LockStore, Protocol):
    """A lock store that several instances may share, such as `records.lock_store.ConversationLocks`."""

    @property
    def shared(self) -> bool: ...

    def turn(self, conversation_id: str, message_id: str | None) -> AbstractAsyncContextManager[TurnLease | None]: ...


class ActionEndpoint(Protocol):
    url: str

    async def request(self, method: str = "post", *, timeout: float, **named: object) -> object: ...


class ModelMetadata(Protocol):
    model_id: str


class Processor(Protocol):
    action_endpoint: ActionEndpoint | None
    model_filename: str
    model_path: Path
    model_metadata: ModelMetadata

    async def fetch_tracker_and_update_session(self, sender_id: str, output_channel: OutputChannel) -> Tracker: ...


class Domain(Protocol):
    responses: Mapping[str, Sequence[Mapping[str, Any]]]


class RasaAgent(Protocol):
    """`domain` and `processor`: None without a model."""

    action_endpoint: ActionEndpoint | None

    @property
    def domain(self) -> Domain | None: ...

    @property
    def processor(self) -> Processor | None: ...

    @property
    def tracker_store(self) -> TrackerStore: ...

    @property
    def lock_store(self) -> LockStore: ...

    def is_ready(self) -> bool: ...


class NoAgent(RuntimeError):
    """Rasa has not loaded its agent."""


def agent_of(app: Sanic) -> RasaAgent | None:
    """Return Rasa's agent; None before it is loaded."""
    agent: RasaAgent | None = getattr(app.ctx, "agent", None)
    return agent


def loaded_agent(app: Sanic) -> RasaAgent:
    """Return Rasa's agent; raises NoAgent."""
    agent = agent_of(app)
    if agent is None:
        raise NoAgent
    return agent


def public_words(app: Sanic) -> frozenset[str]:
    """Return public texts that look like personal data: those in the loaded model's answers, and the hotline."""
    agent = agent_of(app)
    domain = agent.domain if agent else None
    return public_in(domain.responses) | published() if domain else frozenset()


def conversations_of(agent: RasaAgent) -> TrackerStore:
    """Return the tracker store itself, which Rasa wraps in one with a fallback."""
    store: TrackerStore = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    return store


def is_degraded(store: object) -> bool:
    """Return whether the store works without its backend; False for a store without this property."""
    return bool(getattr(store, "degraded", False))


def backlog(store: object) -> int:
    """Return the number of conversations that wait to be written."""
    return int(getattr(store, "backlog", 0))


def bot_messages(events: Iterable[Event]) -> Iterable[BotUttered]:
    return (event for event in events if isinstance(event, BotUttered))


def user_messages(events: Iterable[Event]) -> Iterable[UserUttered]:
    return (event for event in events if isinstance(event, UserUttered))
