"""The texts of the benchmark are the longest there can be."""

import pytest

from benchmarks.load.long_texts import PIECES, Turn, longest, report
from channels.guard.user_text import is_too_long


@pytest.mark.parametrize("piece", PIECES)
def test_one_piece_more_would_be_too_long(piece: str) -> None:
    text = longest(piece)
    assert not is_too_long(text)
    assert is_too_long(text + piece)


def test_the_costliest_stands_first() -> None:
    turns = {"甲": Turn([10.0, 30.0, 20.0], [5.0]), "乙 ": Turn([40.0], [15.0])}
    page = report(turns, {"mask": (0.1, "甲", 2.0)})
    assert "takes 10.0 ms" in page
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [
        "| `'乙 '` | 500 | 40.0 | 40.0 | 4.0 |",
        "| `甲` | 500 | 20.0 | 30.0 | 2.0 |",
        "| `mask` | 0.10 | 2.00 | `甲` |",
    ]
