"""What an agent has written and the server has not acknowledged."""

import json
from typing import Any

import pytest

from tests.console_web.modules import Asked

MODULE = "conversation/outgoing"
MESSAGE = {"key": "k", "text": "您好", "faqId": None, "at": 5, "seen": 3, "state": "sending", "why": None}


def after(asked: Asked, *changes: dict[str, Any]) -> Any:
    return asked(MODULE, f"{json.dumps(changes)}.reduce(outgoingAfter, [])")


WROTE = {"kind": "wrote", "message": MESSAGE}


def test_a_message_is_kept_once_until_it_is_acknowledged(asked: Asked) -> None:
    assert after(asked, WROTE, WROTE) == [MESSAGE]
    assert after(asked, WROTE, {"kind": "acknowledged", "key": "k"}) == []
    assert after(asked, WROTE, {"kind": "arrived", "keys": ["other", "k"]}) == []
    assert after(asked, WROTE, {"kind": "arrived", "keys": ["other"]}) == [MESSAGE]


def test_after_a_lost_line_it_goes_out_again_under_its_key(asked: Asked) -> None:
    lost = {"kind": "unreachable", "key": "k"}
    assert [one["state"] for one in after(asked, WROTE, lost)] == ["unsent"]
    assert after(asked, WROTE, lost, {"kind": "again", "key": "k", "seen": 9}) == [{**MESSAGE, "seen": 9}]


@pytest.mark.parametrize("kind", ["held", "refused"])
def test_what_the_server_says_is_kept_beside_it(asked: Asked, kind: str) -> None:
    result = after(asked, WROTE, {"kind": kind, "key": "k", "why": "小李 刚刚回复了"})
    assert result == [{**MESSAGE, "state": kind, "why": "小李 刚刚回复了"}]


def test_a_reload_keeps_it_and_claims_nothing_about_what_was_being_sent(asked: Asked) -> None:
    kept = json.dumps([MESSAGE, {**MESSAGE, "key": "l", "state": "held"}, {"key": 1}], ensure_ascii=False)
    result = asked(MODULE, f"outgoingFrom({json.dumps(kept)})")
    assert [(one["key"], one["state"]) for one in result] == [("k", "unsent"), ("l", "held")]


@pytest.mark.parametrize("kept", ["null", '"no JSON"', '"{}"', '"[null, 3]"'])
def test_what_cannot_be_read_is_left_out(asked: Asked, kept: str) -> None:
    assert asked(MODULE, f"outgoingFrom({kept})") == []
