"""All that is kept under one sender id: for whoever asks what it is, or wants it gone."""

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import select

from persistence.tables import events, feedback, ticket_events, tickets


def export(connection: Any, sender: str) -> dict[str, Any]:
    """Return everything as JSON has it: what was said in `messages`, and every row as it is kept; times in UTC."""
    kept = {name: [dict(row._mapping) for row in rows] for name, rows in _rows(connection, sender).items()}
    for row in kept["events"]:
        row["timestamp"] = _iso(row["timestamp"])
        row["data"] = json.loads(row["data"])
    for row in kept["tickets"]:
        row["transcript"] = json.loads(row["transcript"])
    for row in kept["ticket_events"]:
        row["body"] = json.loads(row["body"])
    return {"sender": sender, "messages": _messages(kept["events"]), **kept}


def delete(connection: Any, sender: str) -> dict[str, int]:
    """Delete everything; returns of which table how many rows."""
    # The news of a ticket go before it: they refer to it.
    wheres = sorted(_wheres(sender).items(), key=lambda of: of[0] is tickets)
    return {table.name: connection.execute(table.delete().where(where)).rowcount for table, where in wheres}


def count(connection: Any, sender: str) -> dict[str, int]:
    """Return of which table how many rows `delete` would delete."""
    return {name: len(rows) for name, rows in _rows(connection, sender).items()}


def _wheres(sender: str) -> Mapping[Any, Any]:
    """Return how each table says that a row belongs to the sender."""
    theirs = select(tickets.c.id).where(tickets.c.conversation == sender)
    return {
        events: events.c.sender_id == sender,
        tickets: tickets.c.conversation == sender,
        ticket_events: ticket_events.c.ticket.in_(theirs),
        feedback: feedback.c.conversation == sender,
    }


ORDER = {events: events.c.id, tickets: tickets.c.opened, ticket_events: ticket_events.c.number, feedback: feedback.c.at}


def _rows(connection: Any, sender: str) -> dict[str, list[Any]]:
    return {
        table.name: list(connection.execute(select(table).where(where).order_by(ORDER[table])).all())
        for table, where in _wheres(sender).items()
    }


def _messages(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    said = [row for row in rows if row["type_name"] in ("user", "bot") and row["data"].get("text")]
    return [{"at": row["timestamp"], "who": row["type_name"], "text": row["data"]["text"]} for row in said]


def _iso(timestamp: float | None) -> str | None:
    if timestamp is None:
        return None
    return datetime.fromtimestamp(timestamp, timezone.utc).isoformat(timespec="milliseconds")
