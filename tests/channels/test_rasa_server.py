"""What the channels take Rasa's classes for is what they are, and so are the stores of `records`."""

import inspect
import re
from typing import get_type_hints

import pytest
from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from channels import rasa_server
from channels.rasa_server import SharedLocks, bot_messages, user_messages
from channels.watch.actions import WatchedEndpoint
from records.lock_store import ConversationLocks
from records.tracker_store import ConversationStore

PAIRS = [
    (rasa_server.RasaAgent, Agent),
    (rasa_server.Processor, MessageProcessor),
    (rasa_server.Domain, Domain),
    (rasa_server.Tracker, DialogueStateTracker),
    (rasa_server.Event, BotUttered),
    (rasa_server.Event, UserUttered),
    (rasa_server.ActionEndpoint, EndpointConfig),
    (rasa_server.ActionEndpoint, WatchedEndpoint),
    (rasa_server.TrackerStore, TrackerStore),
    (rasa_server.TrackerStore, FailSafeTrackerStore),
    (rasa_server.TrackerStore, ConversationStore),
    (rasa_server.LockStore, LockStore),
    (rasa_server.LockStore, ConversationLocks),
    (rasa_server.SharedLocks, ConversationLocks),
]


def missing(protocol: type, of: type) -> list[str]:
    """Return what the class lacks of the protocol: an attribute, or a method that takes the same arguments."""
    wanted = {name: member for base in protocol.__mro__[:-1] for name, member in vars(base).items() if name[0] != "_"}
    methods = {name: member for name, member in wanted.items() if inspect.isfunction(member)}
    attributes = {*wanted, *get_type_hints(protocol)} - set(methods)
    return [
        *(name for name in attributes if not _has(of, name)),
        *(name for name, method in methods.items() if not _takes(getattr(of, name, None), method)),
    ]


def _has(of: type, name: str) -> bool:
    """Say whether an instance has the attribute: on its class, or set when it is made."""
    made = "".join(inspect.getsource(vars(base)["__init__"]) for base in of.__mro__[:-1] if "__init__" in vars(base))
    return hasattr(of, name) or re.search(rf"self\.{name}\b", made) is not None


def _takes(theirs: object, ours: object) -> bool:
    if not callable(theirs) or not callable(ours):
        return False
    asked = [p for p in inspect.signature(ours).parameters.values() if p.kind is not p.VAR_KEYWORD]
    by_place = [None for p in asked if p.kind is p.POSITIONAL_OR_KEYWORD]
    by_name = {p.name: None for p in asked if p.kind is p.KEYWORD_ONLY}
    try:
        inspect.signature(theirs).bind(*by_place, **by_name)
    except TypeError:
        return False
    return inspect.iscoroutinefunction(inspect.unwrap(theirs)) == inspect.iscoroutinefunction(ours)


@pytest.mark.parametrize(("protocol", "of"), PAIRS, ids=lambda found: f"{found.__module__}.{found.__name__}")
def test_a_class_has_what_the_channels_use(protocol: type, of: type) -> None:
    assert missing(protocol, of) == []


@pytest.mark.parametrize(
    ("protocol", "of", "lacks"),
    [
        (rasa_server.SharedLocks, InMemoryLockStore, ["shared", "turn"]),
        (rasa_server.TrackerStore, InMemoryLockStore, ["retrieve", "retrieve_full_tracker", "save"]),
        (rasa_server.Processor, EndpointConfig, ["action_endpoint", "fetch_tracker_and_update_session"]),
    ],
)
def test_another_class_does_not(protocol: type, of: type, lacks: list[str]) -> None:
    assert set(lacks) <= set(missing(protocol, of))


async def test_only_our_locks_may_be_shared() -> None:
    locks = ConversationLocks()
    assert isinstance(locks, SharedLocks)
    assert not locks.shared
    assert not isinstance(InMemoryLockStore(), SharedLocks)


def test_what_was_said_by_whom() -> None:
    events = [UserUttered("问"), BotUttered("答")]
    assert [event.text for event in user_messages(events)] == ["问"]
    assert [event.text for event in bot_messages(events)] == ["答"]
