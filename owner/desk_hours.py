"""Checks the hours of the staff: that the program can read them, and that the text for users says the same."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import time

from owner.hours import SEVERAL, days_of, is_day, span, times_in
from owner.positions import Wrong
from owner.profile import Desk, StaffProfile

_DESK = ("staff", "desk")
_NAMED = re.compile("(?:周|星期|礼拜)[一二三四五六日天](?:[-–—~至到](?:周|星期|礼拜)?[一二三四五六日天])?")
_OTHER_DAYS = re.compile("周末|双休|节假|[除外休闭(]")
"""Words by which a text says more of the days than their names."""


def unreadable(desk: Desk) -> Iterator[Wrong]:
    """Yield the times and days that cannot be read."""
    for weekday, spans in desk.weekdays.items():
        for text in spans:
            try:
                span(text)
            except ValueError:
                yield (*_DESK, "weekdays", str(weekday)), f"weekdays 中的“{text}”应写作 08:30-17:30，先早后晚"
    for name in ("holidays", "workdays"):
        for text in getattr(desk, name):
            if not is_day(text):
                yield (*_DESK, name), f"{name} 中的“{text}”应是日期，写作 2026-10-01"


def disagreeing_hours(staff: StaffProfile) -> Iterator[Wrong]:
    """Yield what users are told of the hours otherwise than the program goes by them. The hours must be readable."""
    if not staff.desk.weekdays:
        return
    if not staff.hours:
        yield ("staff",), "写了 desk，没有写 hours：用户不会被告知服务时间"
        return
    stated = unicodedata.normalize("NFKC", staff.hours)
    days, open_on = _days_named(stated), {day for day, spans in staff.desk.weekdays.items() if spans}
    times = {moment for spans in staff.desk.weekdays.values() for text in spans for moment in span(text)} - {time.max}
    if (days and days != open_on) or (times_in(stated) and not times <= times_in(stated)):
        yield ("staff", "hours"), f"“{staff.hours}”和 desk 里的不一样：用户听到的是它，有没有人按 desk 判断，请改一致"


def _days_named(text: str) -> set[int]:
    """Return the days that a text names; none if it does so in words that are not read."""
    if _OTHER_DAYS.search(text):
        return set()
    named = [days for word, days in SEVERAL.items() if word in text]
    return {day for days in (*named, *map(days_of, _NAMED.findall(text))) for day in days}
