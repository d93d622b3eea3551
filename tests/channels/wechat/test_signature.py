"""Signatures, against wechatpy's, and times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.wechat.signature import FRESH, is_fresh, is_genuine, signature
from tools.wechat_simulator.pushing import signature as wechatpys


@given(st.lists(st.text(), min_size=2, max_size=4))
def test_it_is_what_wechatpy_makes(parts: list[str]) -> None:
    try:
        expected = wechatpys(*parts)
    except UnicodeEncodeError:
        assert signature(*parts)  # ours signs halves of surrogate pairs as well, which no request can hold
        return
    assert signature(*parts) == expected
    assert is_genuine(expected, *parts)


@pytest.mark.parametrize("given", ["", "0" * 40, "é", "\ud800"])
def test_anything_else_is_not_genuine(given: str) -> None:
    assert not is_genuine(given, "token", "1", "2")


@pytest.mark.parametrize(
    ("timestamp", "fresh"),
    [
        (str(1_000_000), True),
        (str(1_000_000 - FRESH), True),
        (str(1_000_000 + FRESH), True),
        (str(1_000_000 - FRESH - 1), False),
        (str(1_000_000 + FRESH + 1), False),
        ("", False),
        ("-1000000", False),
        ("1e6", False),
        ("１００００００", False),
        ("9" * 400, False),
    ],
)
def test_only_about_now_is_fresh(timestamp: str, fresh: bool) -> None:
    assert is_fresh(timestamp, 1_000_000.0) is fresh
