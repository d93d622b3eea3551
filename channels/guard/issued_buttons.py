"""Checks that a payload was issued: only buttons shown in a conversation work as commands in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from channels.rasa_server import Event, TrackerStore, bot_messages
from zh.personal import mask
from zh.typed_slash import without_power

PAGE_INTENTS = frozenset({"greet", "handoff", "menu"})
"""Payloads that every page may send without a button: greeting, person, menu. They have no entities."""


async def as_issued(
    text: str,
    sender: str,
    store: TrackerStore,
    public: Collection[str] = frozenset(),
    page_intents: Collection[str] = PAGE_INTENTS,
) -> str:
    """Return a payload unchanged if `sender` was shown its button, else as plain text; other texts unchanged.

    `public`: as in zh.personal.mask.
    """
    if not text.startswith("/") or text[1:] in page_intents:
        return text
    # Most pressed buttons are of the last answers; all sessions are read only for an older one.
    for read in (store.retrieve, store.retrieve_full_tracker):
        tracker = await read(sender)
        if tracker and was_issued(text, tracker.events):
            return text
    return without_power(mask(text, public))


def was_issued(payload: str, events: Iterable[Event]) -> bool:
    """Return whether one of the bot's messages among `events` had a button with this payload."""
    return any(payload == button.get("payload") for event in bot_messages(events) for button in buttons(event.data))


def buttons(data: Mapping[str, Any] | None) -> Sequence[Mapping[str, Any]]:
    """Return the buttons of a bot's message, from its event's data."""
    message = data or {}
    return [*(message.get("buttons") or []), *(message.get("quick_replies") or [])]
