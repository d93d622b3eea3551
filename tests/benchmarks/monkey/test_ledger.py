"""What is lost, doubled, unanswered or not shown is named; what was cleared may be gone."""

from collections.abc import Sequence
from typing import Any

import pytest

from benchmarks.monkey.ledger import Ledger, shown_faults, stored_faults


def user(id_: str, text: str) -> dict[str, Any]:
    return {"event": "user", "message_id": id_, "text": text}


BOT: dict[str, Any] = {"event": "bot", "text": "答"}


@pytest.fixture
def ledger() -> Ledger:
    it = Ledger()
    it.type("m1x", "own")
    it.show("a", "问题分类", "own")
    return it


def test_all_is_well(ledger: Ledger) -> None:
    assert stored_faults(ledger, {"one": [user("b", "问m1x"), BOT, user("a", "/menu"), BOT]}) == []


@pytest.mark.parametrize(
    ("events", "named"),
    [
        ([user("a", "/menu"), BOT], ["lost: m1x"]),
        ([user("b", "m1x"), BOT], ["lost: message a 问题分类"]),
        ([user("b", "m1x"), user("a", "/menu"), BOT], ["no answer: m1x"]),
        ([user("b", "m1x"), BOT, user("c", "m1x"), BOT, user("a", "x"), BOT], ["stored 2 times: m1x"]),
        ([user("a", "m1x"), BOT, user("a", "x"), BOT], ["stored 2 times: message a"]),
    ],
)
def test_each_fault_is_named(ledger: Ledger, events: Sequence[dict[str, Any]], named: list[str]) -> None:
    assert stored_faults(ledger, {"one": events}) == named


def test_a_button_that_was_pressed_before_may_be_taken_back(ledger: Ledger) -> None:
    ledger.show("c", "怎么注册", "own")
    ledger.take_back("c")
    assert "c" in ledger.ids
    ledger.show("d", "怎么注册", "own")
    ledger.take_back("d")
    assert "d" not in ledger.ids


def test_what_was_cleared_may_be_gone_but_not_doubled(ledger: Ledger) -> None:
    ledger.end("own")
    assert stored_faults(ledger, {}) == []
    assert ledger.marks("own") == set()
    assert stored_faults(ledger, {"one": [user("b", "m1x"), BOT] * 2}) != []


def test_a_tab_shows_each_once_and_none_too_few() -> None:
    assert shown_faults("page 0", [("a", "m1x"), ("b", "问题")], {"m1x"}) == []
    assert shown_faults("page 0", [("a", "m1x"), ("a", "m1x")], {"m2x"}) == [
        "page 0 shows 2 times: message a", "page 0 shows 2 times: m1x", "page 0 does not show: m2x",
    ]  # fmt: skip
