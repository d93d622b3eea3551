"""Recognizes buttons pressed before: a button of a message counts once, in all windows."""

from collections.abc import Iterable, Mapping
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered

from channels.guard.issued_buttons import PAGE_INTENTS, buttons
from channels.rasa_server import Event
from channels.webchat.packet import START, PageTurn

FAILURES = frozenset({"error", "silent"})
"""Reasons of channels.one_turn for a failed turn, after which the button may be pressed again."""


def press_key(turn: PageTurn) -> str | None:
    """Return a name for the button; None if the client does not send its message's id."""
    return f"{turn.reply_to} {turn.text}" if turn.reply_to not in (None, START) else None


def was_pressed(turn: PageTurn, events: Iterable[Event]) -> bool:
    """Return whether one of the user's messages among `events` is a press of the same button.

    If the client does not send the id of the button's message, the last message with that button is assumed. If two
    windows begin a conversation at once, only one is greeted.
    """
    if turn.reply_to == START:
        return any(isinstance(event, UserUttered) for event in events)
    if not turn.text.startswith("/") or (turn.reply_to is None and turn.text[1:] in PAGE_INTENTS):
        return False
    pressed = just = False
    for event in events:
        if isinstance(event, UserUttered):
            just = event.text == turn.text and turn.reply_to in (None, (event.metadata or {}).get("reply_to"))
            pressed = pressed or just
        elif isinstance(event, BotUttered):
            is_offered_anew = turn.reply_to is None and turn.text in _payloads(event.data)
            pressed = pressed and not is_offered_anew and not (just and is_failed_turn(event.metadata))
    return pressed


def is_failed_turn(metadata: Mapping[str, Any] | None) -> bool:
    """Return whether a bot's message with this metadata reports a failed turn."""
    fields = metadata or {}
    return (fields.get("metadata") or fields).get("reason") in FAILURES


def _payloads(data: Mapping[str, Any] | None) -> set[Any]:
    return {button.get("payload") for button in buttons(data)}
