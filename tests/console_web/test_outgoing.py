"""What an agent has written and the server has not acknowledged."""

import json
from typing import Any

import pytest

from tests.console_web.modules import Evaluate

MODULE = "conversation/outgoing"
MESSAGE = {"key": "k", "text": "您好", "faqId": None, "at": 5, "seen": 3, "state": "sending", "why": None}


def after(evaluated: Evaluate, *changes: dict[str, Any]) -> Any:
    return evaluated(MODULE, f"{json.dumps(changes)}.reduce(outgoingAfter, [])")


WROTE = {"kind": "wrote", "message": MESSAGE}


def test_a_message_is_kept_once_until_it_is_acknowledged(evaluated: Evaluate) -> None:
    assert after(evaluated, WROTE, WROTE) == [MESSAGE]
    assert after(evaluated, WROTE, {"kind": "acknowledged", "key": "k"}) == []
    assert after(evaluated, WROTE, {"kind": "arrived", "keys": ["other", "k"]}) == []
    assert after(evaluated, WROTE, {"kind": "arrived", "keys": ["other"]}) == [MESSAGE]


def test_after_a_lost_line_it_goes_out_again_under_its_key(evaluated: Evaluate) -> None:
    lost = {"kind": "unreachable", "key": "k"}
    assert [one["state"] for one in after(evaluated, WROTE, lost)] == ["unsent"]
    assert after(evaluated, WROTE, lost, {"kind": "again", "key": "k", "seen": 9}) == [{**MESSAGE, "seen": 9}]


@pytest.mark.parametrize("kind", ["held", "refused"])
def test_what_the_server_says_is_kept_beside_it(evaluated: Evaluate, kind: str) -> None:
    result = after(evaluated, WROTE, {"kind": kind, "key": "k", "why": "小李 刚刚回复了"})
    assert result == [{**MESSAGE, "state": kind, "why": "小李 刚刚回复了"}]


def test_a_reload_keeps_it_and_claims_nothing_about_what_was_being_sent(evaluated: Evaluate) -> None:
    kept = json.dumps([MESSAGE, {**MESSAGE, "key": "l", "state": "held"}, {"key": 1}], ensure_ascii=False)
    result = evaluated(MODULE, f"outgoingFrom({json.dumps(kept)})")
    assert [(one["key"], one["state"]) for one in result] == [("k", "unsent"), ("l", "held")]


@pytest.mark.parametrize("kept", ["null", '"no JSON"', '"{}"', '"[null, 3]"'])
def test_what_cannot_be_read_is_left_out(evaluated: Evaluate, kept: str) -> None:
    assert evaluated(MODULE, f"outgoingFrom({kept})") == []
