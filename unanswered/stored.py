"""Reads from the database: turns of stored conversations, ratings, and counts of anonymised turns."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy import func, select

from persistence.privacy.anonymous import day_of
from persistence.privacy.retention import retention
from persistence.tables import anonymous_messages, feedback
from persistence.turns import Turn, reading, turns_since
from unanswered.listing import DAY
from unanswered.messages import Rating

MOST_EVENTS = 400_000
"""So many of the newest events are looked through."""

COUNTED = ("decline", "offer", "handoff")
"""Outcomes of what may not have been answered."""

RATED = "unhelpful"


@dataclass(frozen=True)
class Stored:
    """`anonymous`: by outcome, and RATED, how many of the days shown can only be counted."""

    turns: list[Turn]
    ratings: list[Rating]
    anonymous: Mapping[str, int]


def read_stored(url: str, days: int, now: float | None = None) -> Stored:
    """Read all that may be kept; `days` limits only what is anonymous. Raises SQLAlchemyError, and retention's
    NotSettings.
    """
    at = time.time() if now is None else now
    since = at - retention().days * DAY
    turns = turns_since(url, since, MOST_EVENTS)
    with reading(url) as connection:
        if connection is None:
            return Stored([], [], {})
        rows = connection.execute(
            select(feedback.c.conversation, feedback.c.message, feedback.c.faq_id, feedback.c.reason, feedback.c.at)
            .where(feedback.c.helpful.is_(False), feedback.c.at >= _iso(since))
        ).all()  # fmt: skip
        bot = anonymous_messages.c.who == "bot", anonymous_messages.c.outcome.in_(COUNTED)
        outcome, of_these = anonymous_messages.c.outcome, anonymous_messages.c.day >= day_of(at - days * DAY)
        counted = connection.execute(select(outcome, func.count()).where(*bot, of_these).group_by(outcome)).all()
    senders = {turn.sender for turn in turns}
    ratings = [Rating(*row[:4]) for row in rows if row[0] in senders]
    left = sum(1 for row in rows if row[0] not in senders and row[4] >= _iso(at - days * DAY))
    anonymous = {**{str(name): int(count) for name, count in counted}, **({RATED: left} if left else {})}
    return Stored(turns, ratings, anonymous)


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, timezone.utc).isoformat(timespec="seconds")
