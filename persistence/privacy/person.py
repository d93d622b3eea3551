"""Exports or deletes all that is stored of one person."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import func, select

from persistence.names import SEALED
from persistence.tables import attachments, desk_outbox, events, feedback, staff_forms, ticket_events, tickets
from zh.typed_slash import as_typed

LAST = 20
"""How many of the last messages are searched for a name; messages of a desk have none."""

Opened = Callable[[str, str], Mapping[str, str] | None]
"""Decrypts a form: takes the encrypted text and the request's id, returns None without the key."""


def unopened(_: str, __: str) -> None:
    """Stands in for `Opened` if there is no key."""


def export(connection: Any, senders: list[str], opened: Opened = unopened) -> dict[str, Any]:
    """Return everything in JSON form: the texts in `messages`, and every stored row; times in UTC.

    The content of a picture is in base64. `senders`: the names under which the person's conversations may stand.
    `opened`: reads what they wrote for the staff.
    """
    export = {name: [dict(row._mapping) for row in rows] for name, rows in _rows(connection, senders).items()}
    for row in export["events"]:
        row["timestamp"] = _iso(row["timestamp"])
        row["data"] = json.loads(row["data"])
    for row in export["tickets"]:
        row["transcript"] = json.loads(row["transcript"])
    for row in (*export["ticket_events"], *export["desk_outbox"]):
        row["body"] = json.loads(row["body"])
    for row in (*export["desk_outbox"], *export["attachments"]):
        row["at"] = _iso(row["at"])
    for row in export["attachments"]:
        row["content"] = base64.b64encode(row["content"]).decode()
    for row in export["staff_forms"]:
        row["details"] = opened(row["sealed"], row["ticket"]) if row["sealed"] else None
        row["filled"] = _iso(row["filled"])
    return {"messages": _messages(export["events"]), **export}


def delete(connection: Any, senders: list[str]) -> dict[str, int]:
    """Delete everything; return the number of rows by table."""
    # Tickets last, because the events of a ticket refer to it.
    wheres = sorted(_wheres(senders).items(), key=lambda of: of[0] is tickets)
    return {table.name: connection.execute(table.delete().where(where)).rowcount for table, where in wheres}


def count(connection: Any, senders: list[str]) -> dict[str, int]:
    """Return how many rows `delete` would delete, by table."""
    counted = {
        table.name: select(func.count()).select_from(table).where(where) for table, where in _wheres(senders).items()
    }
    return {name: int(connection.execute(query).scalar()) for name, query in counted.items()}


def sealed_name(connection: Any, conversation: str) -> str | None:
    """Return the user's encrypted name in another system, or None."""
    of_ticket = select(tickets.c.name).where(tickets.c.conversation == conversation, tickets.c.name.isnot(None))
    ticket: str | None = connection.execute(of_ticket.limit(1)).scalar()
    if ticket:
        return ticket
    user_messages = select(events.c.data).where(events.c.sender_id == conversation, events.c.type_name == "user")
    last = connection.execute(user_messages.order_by(events.c.id.desc()).limit(LAST)).scalars()
    sealed = ((json.loads(data).get("metadata") or {}).get(SEALED) for data in last)
    return next((name for name in sealed if isinstance(name, str)), None)


def _wheres(senders: list[str]) -> Mapping[Any, Any]:
    """Return for each table the condition that a row belongs to the person."""
    theirs = select(tickets.c.id).where(tickets.c.conversation.in_(senders))
    return {
        events: events.c.sender_id.in_(senders),
        tickets: tickets.c.conversation.in_(senders),
        ticket_events: ticket_events.c.ticket.in_(theirs),
        feedback: feedback.c.conversation.in_(senders),
        desk_outbox: desk_outbox.c.conversation.in_(senders),
        attachments: attachments.c.conversation.in_(senders),
        staff_forms: staff_forms.c.conversation.in_(senders),
    }


ORDER = {
    events: events.c.id,
    tickets: tickets.c.opened,
    ticket_events: ticket_events.c.number,
    feedback: feedback.c.at,
    desk_outbox: desk_outbox.c.id,
    attachments: attachments.c.at,
    staff_forms: staff_forms.c.ticket,
}


def _rows(connection: Any, senders: list[str]) -> dict[str, list[Any]]:
    return {
        table.name: list(connection.execute(select(table).where(where).order_by(ORDER[table])).all())
        for table, where in _wheres(senders).items()
    }


def _messages(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    messages = [row for row in rows if row["type_name"] in ("user", "bot") and row["data"].get("text")]
    return [
        {"at": row["timestamp"], "who": row["type_name"], "text": as_typed(row["data"]["text"])} for row in messages
    ]


def _iso(timestamp: float | None) -> str | None:
    if timestamp is None:
        return None
    return datetime.fromtimestamp(timestamp, timezone.utc).isoformat(timespec="milliseconds")
