"""events_of_ticket(): the events of a conversation that belong to a request. Later ones are hidden from the staff."""

import math
from datetime import datetime
from typing import Any

from sqlalchemy import and_

from persistence.tables import events

SECONDS_TO_END = 2.0
"""Added to the end, which is stored in whole seconds; the last messages may come a little later."""


def until(ticket: Any) -> float:
    """Return when the request's part of the conversation ends, in seconds since 1970; infinite while it is open.

    `ticket`: a row of tickets.
    """
    return datetime.fromisoformat(ticket.closed).timestamp() + SECONDS_TO_END if ticket.closed else math.inf


def events_of_ticket(ticket: Any) -> Any:
    """Return the SQL condition for the events of a request."""
    theirs = events.c.sender_id == ticket.conversation
    return and_(theirs, events.c.timestamp <= until(ticket)) if ticket.closed else theirs
