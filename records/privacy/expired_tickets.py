"""Tickets that are older than they may be kept, and their news that no desk has taken."""

from typing import Any

from sqlalchemy import func, or_, select

from records.privacy.anonymous import random_id
from records.privacy.how import DAY, How
from records.privacy.steps import Steps, locked
from records.privacy.tables import events, ticket_events, tickets


def expire(steps: Steps, how: How) -> int:
    """Return how many were removed."""
    due = _due(how)
    if how.dry_run:
        return steps.look(lambda connection: len(connection.execute(due).all()))
    removed = 0
    while some := steps.change(_remove, due.order_by(tickets.c.id), how):
        removed += some
    return removed


def _due(how: How) -> Any:
    """A closed ticket is as old as its closing, an open one as what was last said in its conversation."""
    closed = tickets.c.closed < how.before_iso
    opened = tickets.c.closed.is_(None) & (tickets.c.opened < how.before_iso)
    if events.name in how.there:
        of_it = events.c.sender_id == tickets.c.conversation
        opened &= ~select(events.c.id).where(of_it, events.c.timestamp >= how.before).exists()
    return select(tickets).where(or_(closed, opened), func.length(tickets.c.opened) > DAY)


def _remove(connection: Any, due: Any, how: How) -> int:
    rows = locked(connection, due)
    ids = [row.id for row in rows]
    if ticket_events.name in how.there:
        connection.execute(ticket_events.delete().where(ticket_events.c.ticket.in_(ids)))
    connection.execute(tickets.delete().where(tickets.c.id.in_(ids)))
    if how.anonymise and rows:
        connection.execute(tickets.insert(), [_anonymous(row) for row in rows])
    return len(rows)


def _anonymous(row: Any) -> dict[str, Any]:
    days = {"opened": row.opened[:DAY], "closed": (row.closed or row.opened)[:DAY]}
    gone = {"role": None, "city": None, "transcript": "[]"}
    return {**row._mapping, **days, **gone, "id": random_id(), "conversation": random_id()}
