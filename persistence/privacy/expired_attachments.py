"""Deletes expired pictures, voice and video, whose request was closed long ago or never existed."""

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import func, or_, select

from persistence.privacy.steps import Steps, locked
from persistence.tables import attachments, tickets


def expire_attachments(steps: Steps, before: float, *, dry_run: bool) -> int:
    """Return how many were deleted, or would be; nothing of them remains. `before`: seconds since 1970."""
    due = _due(before)
    if dry_run:
        return steps.look(_count, due)
    removed = 0
    while some := steps.change(_remove, due.order_by(attachments.c.id)):
        removed += some
    return removed


def _due(before: float) -> Any:
    iso = datetime.fromtimestamp(before, timezone.utc).isoformat(timespec="seconds")
    theirs = tickets.c.conversation == attachments.c.conversation
    needed = select(tickets.c.id).where(theirs, or_(tickets.c.closed.is_(None), tickets.c.closed >= iso)).exists()
    return select(attachments.c.id).where(attachments.c.at < before, ~needed)


def _count(connection: Any, due: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(due.subquery())).scalar())


def _remove(connection: Any, due: Any) -> int:
    ids = [row.id for row in locked(connection, due)]
    connection.execute(attachments.delete().where(attachments.c.id.in_(ids)))
    return len(ids)
