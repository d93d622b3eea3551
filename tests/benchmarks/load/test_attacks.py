"""The worst texts are sent as texts, from one address and from several."""

import pytest

from benchmarks.load.attacked import NOBODY, Waits, report
from benchmarks.load.attacks import ATTACKS, MANY, TEXTS
from channels.guard.user_text import LONGEST, is_too_long
from zh.fold import unified


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_worst_text_becomes_a_turn(text: str) -> None:
    assert not is_too_long(text)
    assert len(unified(text)) > 0.9 * LONGEST


@pytest.mark.parametrize("name", TEXTS)
def test_each_comes_from_one_and_from_several(name: str) -> None:
    ways = [attack.addresses for kind, attack in ATTACKS.items() if kind == name or kind.startswith(f"{name}, ")]
    assert {(len(one), len(set(one))) for one in ways} >= {(3, 1), (MANY, 1), (MANY, MANY)}


def test_the_page_names_the_worst() -> None:
    page = report({NOBODY: Waits(9, 1.2, 2.4, 3.6, 800.4), "x": Waits(8, 10, 480.6, 700, 801)}, 15.0)
    assert "| nobody attacks | 9 | 1 | 2 | 4 | 800 |\n| x | 8 | 10 | 481 | 700 | 801 |\n" in page
    assert "the worst kind has 481 ms" in page
    assert "for 15 seconds" in page
