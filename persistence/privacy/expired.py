"""Deletes or anonymises expired events, tickets and feedback, also old sessions of conversations that go on."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select

from persistence.privacy.age import EventTime, last_expired
from persistence.privacy.anonymous import random_id, remains
from persistence.privacy.steps import ROWS, Steps, locked
from persistence.tables import anonymous_messages, desk_outbox, events, feedback, staff_forms, ticket_events, tickets

DAY = 10
"""Characters of a day in ISO 8601: a row whose time is no longer than that is anonymous already."""


_OF_ONE_TICKET = ("name", "number", "agent", "note", "waiting_since", "claimed_at", "first_reply_at", "paused_until")
"""Columns that would lead back to a ticket."""


class ExpiryOptions(NamedTuple):
    """`before` and `before_iso`: the same time, in seconds since 1970 and in ISO 8601 in UTC; `dry_run`: only
    count.
    """

    before: float
    before_iso: str
    anonymise: bool
    dry_run: bool


def expire_events(steps: Steps, options: ExpiryOptions) -> tuple[int, int]:
    """Return of how many conversations something was removed, and how many events."""
    conversations = removed = 0
    for sender in _old_senders(steps, options.before):
        last = last_expired(steps.look(_stamps, sender), options.before)
        if last is not None:
            conversations += 1
            removed += _expire_one(steps, options, sender, last)
    return conversations, removed


def _expire_one(steps: Steps, options: ExpiryOptions, sender: str, last: int) -> int:
    """Remove a conversation's events up to the number `last`; returns how many."""
    these = (events.c.sender_id == sender) & (events.c.id <= last)
    if options.dry_run:
        return steps.look(_count, select(events.c.id).where(these))
    removed, name = 0, random_id() if options.anonymise else None
    while some := steps.change(_remove_events, select(events).where(these).order_by(events.c.id), name):
        removed += some
    return removed


def _old_senders(steps: Steps, before: float) -> Iterator[str]:
    """Yield the conversations in which something is old, in the order of the index on their names."""
    last = ""
    pages = select(events.c.sender_id, func.min(events.c.timestamp).label("first")).group_by(events.c.sender_id)
    while senders := steps.look(_page, pages.where(events.c.sender_id > last).order_by(events.c.sender_id)):
        yield from (row.sender_id for row in senders if row.first is None or row.first < before)
        last = senders[-1].sender_id


def _page(connection: Any, query: Any) -> list[Any]:
    return list(connection.execute(query.limit(ROWS)).all())


def _count(connection: Any, query: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar())


def _stamps(connection: Any, sender: str) -> list[EventTime]:
    columns = events.c.id, events.c.type_name, events.c.action_name, events.c.timestamp
    rows = connection.execute(select(*columns).where(events.c.sender_id == sender).order_by(events.c.id)).all()
    return [EventTime(number, kind, action, timestamp or 0.0) for number, kind, action, timestamp in rows]


def _remove_events(connection: Any, query: Any, anonymous: str | None) -> int:
    """`anonymous`: the name under which something remains."""
    numbers = locked(connection, query)
    if anonymous:
        rows = [remains(row.type_name, row.timestamp or 0.0, row.data, anonymous) for row in numbers]
        if left := [row for row in rows if row]:
            connection.execute(anonymous_messages.insert(), left)
    connection.execute(events.delete().where(events.c.id.in_([row.id for row in numbers])))
    return len(numbers)


def expire_tickets(steps: Steps, options: ExpiryOptions) -> int:
    """Return how many were removed."""
    due = _due_tickets(options)
    if options.dry_run:
        return steps.look(lambda connection: len(connection.execute(due).all()))
    removed = 0
    while some := steps.change(_remove_tickets, due.order_by(tickets.c.id), options):
        removed += some
    return removed


def _due_tickets(options: ExpiryOptions) -> Any:
    """A closed ticket is as old as its closing, an open one as what was last said in its conversation."""
    closed = tickets.c.closed < options.before_iso
    opened = tickets.c.closed.is_(None) & (tickets.c.opened < options.before_iso)
    of_it = events.c.sender_id == tickets.c.conversation
    opened &= ~select(events.c.id).where(of_it, events.c.timestamp >= options.before).exists()
    return select(tickets).where(or_(closed, opened), func.length(tickets.c.opened) > DAY)


def _remove_tickets(connection: Any, due: Any, options: ExpiryOptions) -> int:
    rows = locked(connection, due)
    ids = [row.id for row in rows]
    connection.execute(ticket_events.delete().where(ticket_events.c.ticket.in_(ids)))
    connection.execute(desk_outbox.delete().where(desk_outbox.c.ticket.in_(ids)))
    connection.execute(staff_forms.delete().where(staff_forms.c.ticket.in_(ids)))
    connection.execute(tickets.delete().where(tickets.c.id.in_(ids)))
    if options.anonymise and rows:
        connection.execute(tickets.insert(), [_anonymous_ticket(row) for row in rows])
    return len(rows)


def _anonymous_ticket(row: Any) -> dict[str, Any]:
    days = {"opened": row.opened[:DAY], "closed": (row.closed or row.opened)[:DAY], "state": "closed"}
    gone = {"role": None, "city": None, "transcript": "[]", "seen_event": 0, **dict.fromkeys(_OF_ONE_TICKET)}
    return {**row._mapping, **days, **gone, "id": random_id(), "conversation": random_id()}


def expire_feedback(steps: Steps, options: ExpiryOptions) -> int:
    """Return how many were removed."""
    old = feedback.c.at < options.before_iso, func.length(feedback.c.at) > DAY
    due = select(feedback).where(*old).order_by(feedback.c.conversation, feedback.c.message)
    if options.dry_run:
        return steps.look(lambda connection: len(connection.execute(due).all()))
    removed = 0
    while some := steps.change(_remove_feedback, due, options.anonymise):
        removed += some
    return removed


def _remove_feedback(connection: Any, due: Any, anonymise: bool) -> int:
    rows = locked(connection, due)
    for row in rows:
        same = feedback.c.conversation == row.conversation, feedback.c.message == row.message
        connection.execute(feedback.delete().where(*same))
    if anonymise and rows:
        anonymous = [{**row._mapping, "conversation": random_id(), "message": "", "at": row.at[:DAY]} for row in rows]
        connection.execute(feedback.insert(), anonymous)
    return len(rows)
