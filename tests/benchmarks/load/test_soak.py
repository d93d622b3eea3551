"""What counts as growth of memory."""

import pytest

from benchmarks.load.mix import TURNS_IN_A_CONVERSATION
from benchmarks.load.soak import SETTLING, Memory, growth, report, settled
from benchmarks.load.users import CrowdTimes
from records.cached_conversations import MOST_CONVERSATIONS


def test_what_is_filled_at_the_beginning_is_no_growth() -> None:
    assert growth([100, 180, *[200] * 58]) == 0


def test_what_is_added_steadily_is() -> None:
    assert growth([1000 + minute for minute in range(60)]) == pytest.approx(44 / 1012.5, rel=0.02)


def test_memory_settles_when_the_cache_is_full() -> None:
    full = MOST_CONVERSATIONS * TURNS_IN_A_CONVERSATION
    assert settled(CrowdTimes([0.01] * 2 * full)) == pytest.approx(0.5)
    assert settled(CrowdTimes([0.01] * 100 * full)) == SETTLING
    with pytest.raises(ValueError, match="too few turns"):
        settled(CrowdTimes([0.01] * full))


def test_the_report_shows_it() -> None:
    used = Memory([n / 2 for n in range(60)], [500.0] * 30 + [520.0] * 30, [80.0] * 60)
    text = report(CrowdTimes([0.01] * 90_000, [0.02] * 10_000, 3, 1800), used, 60)
    assert "| server | 500 | 500 | 520 | +4.00 % |" in text
    assert "| action server | 80 | 80 | 80 | +0.00 % |" in text
    assert "100000 turns answered, 3 not" in text
