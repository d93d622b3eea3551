"""Parses the times and days of a profile: "08:30-17:30", also as 8点30至17点30, 周一至周五, and "2026-10-01"."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time

_TIME = r"(\d{1,2})\s*(?:[:.点时]\s*(\d{2})?\s*分?)"
_SPAN = re.compile(rf"{_TIME}\s*(?:[-–—―~～至到]+)\s*{_TIME}")

_DAY = "(?:周|星期|礼拜)?([一二三四五六日天1-7])"
_DAYS_SPAN = re.compile(rf"{_DAY}(?:[-－–—~～至到]{_DAY})?")
_NUMBERS = {day: number for number, day in enumerate("一二三四五六日", 1)} | {"天": 7}


SEVERAL: Mapping[str, Sequence[int]] = {"每天": range(1, 8), "每日": range(1, 8), "工作日": range(1, 6)}
"""Words for several days of the week."""

_DATE = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])")


def days_of(name: str) -> Sequence[int]:
    """Return the days of the week that 周三, 3, 周一至周五 or 每天 names; none if it names none."""
    if name.strip() in SEVERAL:
        return SEVERAL[name.strip()]
    match = _DAYS_SPAN.fullmatch("".join(name.split()))
    first, last = (_NUMBERS.get(day) or int(day) for day in (match[1], match[2] or match[1])) if match else (1, 0)
    return range(first, last + 1)


def times_in(text: str) -> frozenset[time]:
    """Return all times in a text; 5点 after 下午 counts as 5:00 and as 17:00."""
    times = [(int(hour), int(minute or 0)) for hour, minute in re.findall(_TIME, text)]
    both = [*times, *((hour + 12, minute) for hour, minute in times if hour < 12 and "下午" in text)]
    return frozenset(time(hour, minute) for hour, minute in both if hour < 24 and minute < 60)


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


def day(text: str) -> str:
    """Return 2026/10/1 and 2026年10月1日 as 2026-10-01, anything else as it is."""
    match = _DATE.fullmatch("".join(text.split()))
    if not match:
        return text
    year, _, *numbers = match.groups()
    month, of_month = (int(number) for number in numbers if number)
    return f"{year}-{month:02}-{of_month:02}"


def is_day(text: str) -> bool:
    """Return whether the text is a day such as 2026-10-01."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
