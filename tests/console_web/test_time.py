"""Times and durations as agents read them."""

import pytest

from tests.console_web.modules import Evaluate


def test_durations_have_two_units_at_most(evaluated: Evaluate) -> None:
    seconds = [None, 0, 59.9, 60, 200, 3600, 3 * 3600 + 5 * 60 + 9, 86_400 * 2 + 3600 * 4 + 50, -3]
    expected = [
        "—", "0 秒", "59 秒", "1 分", "3 分 20 秒", "1 小时", "3 小时 5 分", "2 天 4 小时", "0 秒",
    ]  # fmt: skip
    values = str(seconds).replace("None", "null")
    assert evaluated("time", f"{values}.map(duration)") == expected


@pytest.mark.parametrize(("seconds", "urgency"), [(179, "calm"), (180, "soon"), (599, "soon"), (600, "late")])
def test_who_waits_long_stands_out(evaluated: Evaluate, seconds: int, urgency: str) -> None:
    assert evaluated("time", f"urgency(0, {seconds * 1000})") == urgency


def test_a_time_without_a_zone_is_of_utc(evaluated: Evaluate) -> None:
    values = '["2026-11-29T05:00:00", "2026-11-29T05:00:00.000+00:00", "2026-11-29T13:00:00+08:00", 1795928400]'
    assert evaluated("time", f"{values}.map(moment)") == [1_795_928_400_000] * 4
    assert evaluated("time", '[null, "", "soon"].map(moment)') == [None] * 3


def test_times_say_no_more_than_is_needed(evaluated: Evaluate) -> None:
    now = "Date.UTC(2026, 10, 29, 5)"
    thens = "[Date.UTC(2026, 10, 28, 16, 5), Date.UTC(2026, 10, 28, 15, 59), Date.UTC(2025, 0, 1)]"
    assert evaluated("time", f"{thens}.map((then) => shortTime(then, {now}))") == ["00:05", "11月28日", "2025年1月1日"]
    assert evaluated("time", f"{thens}.map((then) => dayName(then, {now}))") == ["今天", "昨天", "2025年1月1日"]
    assert evaluated("time", f"[fullTime({now}), isoDay(Date.UTC(2026, 10, 28, 16))]") == [
        "2026-11-29 13:00",
        "2026-11-29",
    ]
