from datetime import datetime, timezone

import pytest

from owner.open_now import CHINA, is_open
from owner.profile import Desk

WEEKDAYS = {1: ("08:30-11:30", "14:00-17:30"), 5: ("00:00-24:00",)}
HOURS = Desk(weekdays=WEEKDAYS, holidays=("2026-11-30",), workdays=("2026-12-05",))


@pytest.mark.parametrize(
    ("at", "there"),
    [
        ("2026-11-23 08:29", False),
        ("2026-11-23 08:30", True),
        ("2026-11-23 11:30", False),
        ("2026-11-23 17:29", True),
        ("2026-11-24 10:00", False),
        ("2026-11-27 23:59", True),
        ("2026-11-30 10:00", False),
        ("2026-12-05 10:00", True),
        ("2026-12-06 10:00", False),
    ],
)
def test_hours_are_chinese_time(at: str, there: bool) -> None:
    local = datetime.strptime(at, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)
    assert is_open(HOURS, local) is there
    assert is_open(HOURS, local.astimezone(timezone.utc)) is there


def test_without_hours_nothing_is_known() -> None:
    assert is_open(Desk(), datetime.now(CHINA)) is None
