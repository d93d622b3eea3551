"""ticket_json(): a request for a person as the API has it."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from owner.live import answer_titles, profile

_PLAIN = (
    "id", "number", "state", "channel", "reason", "topic", "city", "opened", "waiting_since", "claimed_at",
    "first_reply_at", "closed", "ended", "note",
)  # fmt: skip


class TicketExtras(NamedTuple):
    """Values from other tables: the agent's title, the last message, the number of unread ones."""

    title: str | None
    last: Mapping[str, Any] | None
    unread: int


def ticket_json(row: Any, beside: TicketExtras) -> dict[str, Any]:
    """Return the request as JSON data. `row`: of tickets."""
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "topic_title": topic_title(row.topic),
        "role_title": role_title(row.role),
        "agent": {"id": row.agent, "title": beside.title or ""} if row.agent else None,
        "last": beside.last or _last_line(row.transcript),
        "unread": beside.unread,
    }


def topic_title(topic: str | None) -> str | None:
    """Return the title of a topic, None if there is none."""
    titles = {title.topic: title.topic_title for title in answer_titles().values()}
    return titles.get(topic or "")


def role_title(role: str | None) -> str | None:
    role_shown = profile().role(role)
    return role_shown.title if role_shown else None


def _last_line(transcript: str) -> dict[str, Any] | None:
    """Return the last line of the ticket's transcript, used when the conversation has expired."""
    lines = json.loads(transcript)
    if not lines:
        return None
    return {"from": "user" if lines[-1]["who"] == "user" else "assistant", "text": lines[-1]["text"], "at": None}
