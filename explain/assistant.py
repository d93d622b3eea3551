"""Runs the assistant in this process, with its trained model and its actions; no message is stored."""

import asyncio
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from components.trace.reading import PROPERTY, MessageRead
from launch import programs
from zh.personal import mask

CONVERSATION = "explain"


@dataclass(frozen=True)
class Button:
    title: str
    payload: str


@dataclass(frozen=True)
class BotMessage:
    """One message of the assistant, with the metadata of its response."""

    text: str
    metadata: Mapping[str, Any]
    buttons: Sequence[Button]


@dataclass(frozen=True)
class ExplainedTurn:
    """How one message was read, and what it was answered."""

    read: MessageRead
    answers: Sequence[BotMessage]


class InProcessActions:
    """Runs actions here, in place of Rasa's EndpointConfig of an action server."""

    url = "explain"
    kwargs: Mapping[str, Any] = {}

    def __init__(self) -> None:
        from rasa_sdk.executor import ActionExecutor

        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *, json: Mapping[str, Any], **_: object) -> Any:
        """Return what the action server would; a copy, since Rasa changes what it gets."""
        return _copied(await self._executor.run(json))


class Assistant:
    """One conversation with a model."""

    def __init__(self, model: Path) -> None:
        programs.load_rasa()
        programs.errors_only()
        from rasa.core.agent import Agent
        from rasa.utils.endpoints import EndpointConfig

        generator = EndpointConfig(type="components.live_responses.LiveResponses")
        self._agent = Agent.load(str(model), action_endpoint=InProcessActions(), generator=generator)

    def say(self, text: str) -> ExplainedTurn:
        """Say a text, without personal data and commands, as the channels hand it on; raises what Rasa raises."""
        return asyncio.run(self._say(mask(text).lstrip("/ ")))

    async def _say(self, text: str) -> ExplainedTurn:
        from rasa.core.channels.channel import UserMessage

        await self._agent.handle_message(UserMessage(text, sender_id=CONVERSATION))
        tracker = await self._agent.tracker_store.retrieve(CONVERSATION)
        events = [event.as_dict() for event in tracker.events]
        last = max(at for at, event in enumerate(events) if event["event"] == "user")
        answers = [_answer(event) for event in events[last:] if event["event"] == "bot"]
        return ExplainedTurn(events[last]["parse_data"][PROPERTY], answers)


def _answer(event: Mapping[str, Any]) -> BotMessage:
    metadata = event["metadata"].get("metadata") or event["metadata"]
    buttons = (event["data"] or {}).get("buttons") or ()
    return BotMessage(event["text"] or "", metadata, [Button(button["title"], button["payload"]) for button in buttons])


def _copied(result: object) -> Any:
    return json.loads(json.dumps(result))


@contextmanager
def keep_nothing() -> Iterator[None]:
    """Let readings be recorded, and tickets go into a database of their own that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SHOW_READING"] = "metadata"
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'tickets.db'}"
        yield
