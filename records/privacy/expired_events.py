"""Events of conversations, and of sessions of living ones, that are older than they may be kept."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from records.privacy.age import Stamp, last_expired
from records.privacy.anonymous import random_id, remains
from records.privacy.how import How
from records.privacy.steps import ROWS, Steps, locked
from records.privacy.tables import anonymous_messages, events


def expire(steps: Steps, how: How) -> tuple[int, int]:
    """Return of how many conversations something was removed, and how many events."""
    conversations = removed = 0
    for sender in _old_senders(steps, how.before):
        last = last_expired(steps.look(_stamps, sender), how.before)
        if last is not None:
            conversations += 1
            removed += _expire_one(steps, how, sender, last)
    return conversations, removed


def _expire_one(steps: Steps, how: How, sender: str, last: int) -> int:
    """Remove a conversation's events up to the number `last`; returns how many."""
    these = (events.c.sender_id == sender) & (events.c.id <= last)
    if how.dry_run:
        return steps.look(_count, select(events.c.id).where(these))
    removed, name = 0, random_id() if how.anonymise else None
    while some := steps.change(_remove, select(events).where(these).order_by(events.c.id), name):
        removed += some
    return removed


def _old_senders(steps: Steps, before: float) -> Iterator[str]:
    """Yield the conversations in which something is old, in the order of the index on their names."""
    last = ""
    pages = select(events.c.sender_id, func.min(events.c.timestamp).label("first")).group_by(events.c.sender_id)
    while found := steps.look(_page, pages.where(events.c.sender_id > last).order_by(events.c.sender_id)):
        yield from (row.sender_id for row in found if row.first is None or row.first < before)
        last = found[-1].sender_id


def _page(connection: Any, asked: Any) -> list[Any]:
    return list(connection.execute(asked.limit(ROWS)).all())


def _count(connection: Any, asked: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(asked.subquery())).scalar())


def _stamps(connection: Any, sender: str) -> list[Stamp]:
    columns = events.c.id, events.c.type_name, events.c.action_name, events.c.timestamp
    rows = connection.execute(select(*columns).where(events.c.sender_id == sender).order_by(events.c.id)).all()
    return [Stamp(number, kind, action, timestamp or 0.0) for number, kind, action, timestamp in rows]


def _remove(connection: Any, asked: Any, anonymous: str | None) -> int:
    """`anonymous`: the name under which something remains."""
    found = locked(connection, asked)
    if anonymous:
        rows = [remains(row.type_name, row.timestamp or 0.0, row.data, anonymous) for row in found]
        if kept := [row for row in rows if row]:
            connection.execute(anonymous_messages.insert(), kept)
    connection.execute(events.delete().where(events.c.id.in_([row.id for row in found])))
    return len(found)
