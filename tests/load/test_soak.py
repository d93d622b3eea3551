"""What counts as growth of memory."""

import pytest

from tests.load.soak import Memory, growth, report
from tests.load.users import Found


def test_what_is_filled_at_the_beginning_is_no_growth() -> None:
    assert growth([100, 180, *[200] * 58]) == 0


def test_what_is_added_steadily_is() -> None:
    assert growth([1000 + minute for minute in range(60)]) == pytest.approx(44 / 1012.5, rel=0.02)


def test_the_report_shows_it() -> None:
    used = Memory([n / 2 for n in range(60)], [500.0] * 30 + [520.0] * 30, [80.0] * 60)
    text = report(Found([0.01] * 90, [0.02] * 10, 3, 1800), used, 60)
    assert "| server | 500 | 500 | 520 | +4.00 % |" in text
    assert "| action server | 80 | 80 | 80 | +0.00 % |" in text
    assert "100 turns answered, 3 not" in text
