"""Conversations as Rasa makes them, and a database that goes away."""

import asyncio
from collections.abc import Sequence
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from sqlalchemy.exc import OperationalError

from records.event_table import EventTable
from records.tracker_store import ConversationStore

DOMAIN = Domain.from_dict({"slots": {"role": {"type": "text", "mappings": [{"type": "custom"}]}}})
PAUSE = 0.01
"""Seconds after which the database is asked again: long enough for a test to see that it is left alone."""


def store(url: str) -> ConversationStore:
    return ConversationStore(DOMAIN, url, pause=PAUSE)


def begun() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def exchange(question: str, role: str | None = None) -> list[Event]:
    """What one turn adds."""
    answer: Sequence[Event] = [ActionExecuted("utter_faq"), BotUttered(f"答：{question}")]
    slot = [SlotSet("role", role)] if role else []
    return [UserUttered(question), *slot, *answer, ActionExecuted("action_listen")]


async def say(kept: ConversationStore, sender: str, question: str, role: str | None = None) -> None:
    """One turn, as Rasa's processor has it."""
    tracker = await kept.get_or_create_tracker(sender, append_action_listen=False)
    for event in [*([] if tracker.events else begun()), *exchange(question, role)]:
        tracker.update(event, DOMAIN)
    await kept.save(tracker)


async def until_written(kept: ConversationStore) -> None:
    async def written() -> None:
        while kept.backlog:
            await asyncio.sleep(PAUSE)

    await asyncio.wait_for(written(), 30)


def asked(tracker: Any) -> list[str]:
    """The user's messages of a tracker, None counts as none."""
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


class Cut:
    """Cuts every way to the database of conversations in this process: `with Cut(monkeypatch): …`."""

    def __init__(self, monkeypatch: Any, after_writing: bool = False) -> None:
        """`after_writing`: what is written arrives, and only the word of it is lost."""
        self._patch = monkeypatch
        self._after_writing = after_writing

    def __enter__(self) -> None:
        add = EventTable.add

        def lost(table: EventTable, *arguments: Any, **named: Any) -> None:
            if self._after_writing:
                add(table, *arguments, **named)
            raise OperationalError("INSERT 私人的话", {}, Exception("connection refused"))

        def away(*_: Any, **__: Any) -> None:
            raise OperationalError("SELECT", {}, Exception("connection refused"))

        self._undo = self._patch.context()
        patch = self._undo.__enter__()
        patch.setattr(EventTable, "add", lost)
        for name in ("since", "session", "all", "senders"):
            patch.setattr(EventTable, name, away)

    def __exit__(self, *_: object) -> None:
        self._undo.__exit__(None, None, None)
