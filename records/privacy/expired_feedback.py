"""Feedback that is older than it may be kept."""

from typing import Any

from sqlalchemy import func, select

from records.privacy.anonymous import random_id
from records.privacy.how import DAY, How
from records.privacy.steps import Steps, locked
from records.privacy.tables import feedback


def expire(steps: Steps, how: How) -> int:
    """Return how many were removed."""
    old = feedback.c.at < how.before_iso, func.length(feedback.c.at) > DAY
    due = select(feedback).where(*old).order_by(feedback.c.conversation, feedback.c.message)
    if how.dry_run:
        return steps.look(lambda connection: len(connection.execute(due).all()))
    removed = 0
    while some := steps.change(_remove, due, how.anonymise):
        removed += some
    return removed


def _remove(connection: Any, due: Any, anonymise: bool) -> int:
    rows = locked(connection, due)
    for row in rows:
        same = feedback.c.conversation == row.conversation, feedback.c.message == row.message
        connection.execute(feedback.delete().where(*same))
    if anonymise and rows:
        anonymous = [{**row._mapping, "conversation": random_id(), "message": "", "at": row.at[:DAY]} for row in rows]
        connection.execute(feedback.insert(), anonymous)
    return len(rows)
