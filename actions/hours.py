"""Working hours of the people behind the assistant."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta, timezone
from typing import Any

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has no summer time."""

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~]\s*(\d{1,2}):(\d{2})")
_LIKE_A_MONDAY = 1


class HoursMisconfigured(ValueError):
    """actions/handoff.yml says something about the hours that can't be read."""


def is_open(hours: Mapping[str, Any], now: datetime) -> bool | None:
    """Say whether somebody is there at `now` (with a time zone); None when the hours are unknown.

    Raises HoursMisconfigured.
    """
    weekdays: Mapping[int, Sequence[str]] = hours.get("weekdays") or {}
    if not weekdays:
        return None
    local = now.astimezone(CHINA)
    day = local.date().isoformat()
    if day in _days(hours, "holidays"):
        return False
    weekday = _LIKE_A_MONDAY if day in _days(hours, "workdays") else local.isoweekday()
    spans = [_span(text) for text in weekdays.get(weekday, ())]
    return any(start <= local.time() < end for start, end in spans)


def _days(hours: Mapping[str, Any], name: str) -> set[str]:
    # YAML reads an unquoted day as a date; both have the same text.
    return {str(day) for day in hours.get(name) or ()}


def _span(text: str) -> tuple[time, time]:
    match = _SPAN.fullmatch(str(text).strip())
    try:
        if not match:
            raise ValueError(text)
        hour, minute, to_hour, to_minute = map(int, match.groups())
        start = time(hour, minute)
        end = time.max if (to_hour, to_minute) == (24, 0) else time(to_hour, to_minute)
    except ValueError as error:
        raise HoursMisconfigured(f"actions/handoff.yml: 时间应写作 08:30-17:30，而不是 {text!r}") from error
    return start, end
