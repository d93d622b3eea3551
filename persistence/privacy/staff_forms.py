"""Deletes staff forms a day after their request was closed or a week after filling, and all of one conversation."""

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.engine import Engine

from persistence.privacy.secure_delete import erase_traces, erasing
from persistence.tables import staff_forms, tickets

AFTER_CLOSING = 24 * 3600.0
"""Seconds for which a form is kept after its request was closed."""

LONGEST_OPEN = 7 * 24 * 3600.0
"""Seconds after which a form goes though its request is still open."""


def over(now: float) -> Any:
    """Return the condition for forms that nobody may see any more. `now`: seconds since 1970."""
    before = datetime.fromtimestamp(now - AFTER_CLOSING, timezone.utc).isoformat(timespec="seconds")
    lasts = or_(tickets.c.closed.is_(None), tickets.c.closed > before)
    ticket = select(tickets.c.id).where(tickets.c.id == staff_forms.c.ticket, lasts)
    old = and_(staff_forms.c.filled.isnot(None), staff_forms.c.filled < now - LONGEST_OPEN)
    return or_(~ticket.exists(), old)


def delete_staff_forms(at: Engine, conversation: str) -> int:
    """Delete those of a conversation, as `expire_staff_forms` does."""
    return _delete(at, staff_forms.c.conversation == conversation)


def expire_staff_forms(at: Engine, now: float) -> int:
    """Delete those that are over so that the database's file does not go on holding them; returns how many. Blocks,
    raises SQLAlchemyError.
    """
    return _delete(at, over(now))


def _delete(at: Engine, those: Any) -> int:
    with at.connect() as connection:
        if connection.execute(select(staff_forms.c.ticket).where(those).limit(1)).first() is None:
            return 0
    with erasing(at) as connection:
        gone = int(connection.execute(staff_forms.delete().where(those)).rowcount)
    erase_traces(at)
    return gone
