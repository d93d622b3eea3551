"""All that is kept of one person: for whoever asks what it is, or wants it gone."""

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import select

from persistence.names import SEALED
from persistence.tables import events, feedback, ticket_events, tickets

LAST = 20
"""So many of the last messages are looked through: what a desk sends has no name in it."""


def export(connection: Any, senders: list[str]) -> dict[str, Any]:
    """Return everything as JSON has it: what was said in `messages`, and every row as it is kept; times in UTC.

    `senders`: the names under which the person's conversations may stand.
    """
    kept = {name: [dict(row._mapping) for row in rows] for name, rows in _rows(connection, senders).items()}
    for row in kept["events"]:
        row["timestamp"] = _iso(row["timestamp"])
        row["data"] = json.loads(row["data"])
    for row in kept["tickets"]:
        row["transcript"] = json.loads(row["transcript"])
    for row in kept["ticket_events"]:
        row["body"] = json.loads(row["body"])
    return {"messages": _messages(kept["events"]), **kept}


def delete(connection: Any, senders: list[str]) -> dict[str, int]:
    """Delete everything; returns of which table how many rows."""
    # The news of a ticket go before it: they refer to it.
    wheres = sorted(_wheres(senders).items(), key=lambda of: of[0] is tickets)
    return {table.name: connection.execute(table.delete().where(where)).rowcount for table, where in wheres}


def count(connection: Any, senders: list[str]) -> dict[str, int]:
    """Return of which table how many rows `delete` would delete."""
    return {name: len(rows) for name, rows in _rows(connection, senders).items()}


def sealed_name(connection: Any, conversation: str) -> str | None:
    """Return what another system calls the user, encrypted, None where nobody does."""
    of_ticket = select(tickets.c.name).where(tickets.c.conversation == conversation, tickets.c.name.isnot(None))
    found: str | None = connection.execute(of_ticket.limit(1)).scalar()
    if found:
        return found
    said = select(events.c.data).where(events.c.sender_id == conversation, events.c.type_name == "user")
    last = connection.execute(said.order_by(events.c.id.desc()).limit(LAST)).scalars()
    sealed = ((json.loads(data).get("metadata") or {}).get(SEALED) for data in last)
    return next((name for name in sealed if isinstance(name, str)), None)


def _wheres(senders: list[str]) -> Mapping[Any, Any]:
    """Return how each table says that a row belongs to the person."""
    theirs = select(tickets.c.id).where(tickets.c.conversation.in_(senders))
    return {
        events: events.c.sender_id.in_(senders),
        tickets: tickets.c.conversation.in_(senders),
        ticket_events: ticket_events.c.ticket.in_(theirs),
        feedback: feedback.c.conversation.in_(senders),
    }


ORDER = {events: events.c.id, tickets: tickets.c.opened, ticket_events: ticket_events.c.number, feedback: feedback.c.at}


def _rows(connection: Any, senders: list[str]) -> dict[str, list[Any]]:
    return {
        table.name: list(connection.execute(select(table).where(where).order_by(ORDER[table])).all())
        for table, where in _wheres(senders).items()
    }


def _messages(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    said = [row for row in rows if row["type_name"] in ("user", "bot") and row["data"].get("text")]
    return [{"at": row["timestamp"], "who": row["type_name"], "text": row["data"]["text"]} for row in said]


def _iso(timestamp: float | None) -> str | None:
    if timestamp is None:
        return None
    return datetime.fromtimestamp(timestamp, timezone.utc).isoformat(timespec="milliseconds")
