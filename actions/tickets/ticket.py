"""Ticket: what a person needs to know to take over a conversation."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from persistence.attachments.marks import KEY, attachment_in
from zh.personal import mask
from zh.typed_slash import as_typed

MOST_LINES = 40
"""How many of the latest messages are in a ticket."""

LONGEST_LINE = 500

Event = Mapping[str, Any]


@dataclass(frozen=True)
class TicketLine:
    """One message: `who` is user or bot, `at` ISO 8601 in UTC, `text` with personal data masked.

    `attachment`: id and kind of a picture, voice message or video.
    """

    who: str
    at: str
    text: str
    attachment: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        attached = {KEY: dict(self.attachment)} if self.attachment else {}
        return {"who": self.who, "at": self.at, "text": self.text, **attached}


@dataclass(frozen=True)
class Ticket:
    """A request for a person. `reason`: asked (for a person), promised (by an answer of the FAQ) or misses.

    `at`: ISO 8601 in UTC. `topic` and `faq_id`: of the last answer. `role` and `city`: as the user named them.
    `name`: the user's name in another system, encrypted.
    """

    conversation: str
    channel: str
    at: str
    reason: str
    topic: str | None
    faq_id: str | None
    role: str | None
    city: str | None
    transcript: tuple[TicketLine, ...]
    name: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the fields, the transcript as a list."""
        return {**vars(self), "transcript": [line.as_json() for line in self.transcript]}


def transcript(events: Iterable[Event], public: Collection[str]) -> tuple[TicketLine, ...]:
    """Return the messages since the session began, a pressed button by its title.

    Only text that the user typed is masked; `public`: as in zh.personal.mask.
    """
    lines: list[TicketLine] = []
    titles: dict[str, str] = {}
    for event in events:
        kind, text = event.get("event"), event.get("text")
        if kind == "session_started":
            lines = []
        elif kind in ("user", "bot") and isinstance(text, str) and text:
            shown = mask(as_typed(titles.get(text, text)), public) if kind == "user" else text
            attached = attachment_in(event.get("metadata"))
            lines.append(TicketLine(str(kind), _at(event.get("timestamp")), shown[:LONGEST_LINE], attached))
            buttons = (event.get("data") or {}).get("buttons") or []
            titles.update({button["payload"]: button["title"] for button in buttons})
    return tuple(lines[-MOST_LINES:])


def _at(timestamp: object) -> str:
    seconds = float(timestamp) if isinstance(timestamp, (int, float)) else 0.0
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")
