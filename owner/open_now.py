"""Tells from the staff's working hours whether somebody is there."""

from datetime import datetime, timedelta, timezone

from owner.hours import span
from owner.profile import Desk

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has no summer time."""

_LIKE_A_MONDAY = 1


def is_open(hours: Desk, now: datetime) -> bool | None:
    """Return whether somebody is there at `now` (with a time zone); None if the hours are unknown."""
    if not hours.weekdays:
        return None
    local = now.astimezone(CHINA)
    day = local.date().isoformat()
    if day in hours.holidays:
        return False
    weekday = _LIKE_A_MONDAY if day in hours.workdays else local.isoweekday()
    spans = [span(text) for text in hours.weekdays.get(weekday, ())]
    return any(start <= local.time() < end for start, end in spans)
