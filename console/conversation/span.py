"""How much of a conversation belongs to a request. What is said to the assistant afterwards is not the staff's."""

import math
from datetime import datetime
from typing import Any

from sqlalchemy import and_

from persistence.tables import events

SECONDS_TO_END = 2.0
"""The end is noted in whole seconds, and its last words may come a little later."""


def until(ticket: Any) -> float:
    """Return up to when the conversation belongs to the request, in seconds since 1970; infinite while it is open.
    `ticket`: a row of tickets.
    """
    return datetime.fromisoformat(ticket.closed).timestamp() + SECONDS_TO_END if ticket.closed else math.inf


def of_ticket(ticket: Any) -> Any:
    """Return the condition for the events of a request."""
    theirs = events.c.sender_id == ticket.conversation
    return and_(theirs, events.c.timestamp <= until(ticket)) if ticket.closed else theirs
