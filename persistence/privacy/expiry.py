"""Expiry: what is older than it may be kept is deleted or anonymised. The next run finishes one that was cut off."""

from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy.engine import Engine

from persistence.privacy.expired import ExpiryOptions, expire_events, expire_feedback, expire_tickets
from persistence.privacy.forget import erase_traces
from persistence.privacy.steps import Steps


@dataclass(frozen=True)
class Counts:
    """What a run has removed, or would; `conversations`: of how many something was removed."""

    conversations: int = 0
    events: int = 0
    tickets: int = 0
    feedback: int = 0


def expire(at: Engine, steps: Steps, before: float, *, anonymise: bool, dry_run: bool = False) -> Counts:
    """Remove what happened last before `before`, in seconds since 1970; blocks, raises SQLAlchemyError."""
    iso = datetime.fromtimestamp(before, timezone.utc).isoformat(timespec="seconds")
    options = ExpiryOptions(before, iso, anonymise, dry_run)
    # Tickets first: an open one is as old as its conversation.
    gone_tickets = expire_tickets(steps, options)
    gone_feedback = expire_feedback(steps, options)
    conversations, gone_events = expire_events(steps, options)
    if not dry_run:
        erase_traces(at)
    return Counts(conversations, gone_events, gone_tickets, gone_feedback)
