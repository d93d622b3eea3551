"""Parses the times and days of a profile: "08:30-17:30", also as 8点30至17点30, and "2026-10-01"."""

import re
from datetime import date, time

_TIME = r"(\d{1,2})\s*(?:[:.点时]\s*(\d{2})?\s*分?)"
_SPAN = re.compile(rf"{_TIME}\s*(?:[-–—―~～至到]+)\s*{_TIME}")


def span(text: str) -> tuple[time, time]:
    """Return the beginning and the end (24:00 is the end of the day). Raises ValueError for anything else."""
    match = _SPAN.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    hour, minute, to_hour, to_minute = (int(number or 0) for number in match.groups())
    end = time.max if (to_hour, to_minute) == (24, 0) else time(to_hour, to_minute)
    if time(hour, minute) >= end:
        raise ValueError(text)
    return time(hour, minute), end


def is_day(text: str) -> bool:
    """Return whether the text is a day such as 2026-10-01."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
