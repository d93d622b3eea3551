"""Expiry: deletes or anonymises expired data. The next run finishes one that was cut off."""

import time
from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy.engine import Engine

from persistence.privacy.expired import ExpiryOptions, expire_events, expire_feedback, expire_tickets
from persistence.privacy.expired_attachments import expire_attachments
from persistence.privacy.secure_delete import erase_traces
from persistence.privacy.staff import expire_staff
from persistence.privacy.staff_forms import expire_staff_forms
from persistence.privacy.steps import Steps


@dataclass(frozen=True)
class Counts:
    """What a run has removed, or would; `conversations`: of how many something was removed."""

    conversations: int = 0
    events: int = 0
    tickets: int = 0
    feedback: int = 0
    attachments: int = 0


def expire(
    at: Engine,
    steps: Steps,
    before: float,
    *,
    anonymise: bool,
    dry_run: bool = False,
    attachments_before: float | None = None,
) -> Counts:
    """Remove what happened last before `before`, in seconds since 1970; blocks, raises SQLAlchemyError.

    `attachments_before`: the same for pictures, voice and video, which are never anonymised; None: as all else.
    """
    iso = datetime.fromtimestamp(before, timezone.utc).isoformat(timespec="seconds")
    options = ExpiryOptions(before, iso, anonymise, dry_run)
    media = before if attachments_before is None else max(before, attachments_before)
    # Before the tickets, whose closing says how old they are; what needed an open ticket goes the next time.
    gone_attachments = expire_attachments(steps, media, dry_run=dry_run)
    # Tickets first: an open one is as old as its conversation.
    gone_tickets = expire_tickets(steps, options)
    gone_feedback = expire_feedback(steps, options)
    conversations, gone_events = expire_events(steps, options)
    expire_staff(steps, options)
    if not dry_run:
        expire_staff_forms(at, time.time())
        erase_traces(at)
    return Counts(conversations, gone_events, gone_tickets, gone_feedback, gone_attachments)
