"""A conversation put together from several answers of the server."""

import json
from typing import Any

from tests.console_web.modules import Evaluate

MODULE = "conversation/messages"


def said(number: int, text: str = "", who: str = "user", **more: Any) -> dict[str, Any]:
    return {"id": number, "at": number * 10, "from": who, "text": text, **more}


def written(key: str, at: int, state: str = "pending") -> dict[str, Any]:
    return {"id": None, "at": at, "from": "agent", "text": key, "key": key, "state": state}


def merged(evaluated: Evaluate, *answers: list[dict[str, Any]]) -> Any:
    steps = json.dumps(answers, ensure_ascii=False)
    return evaluated(MODULE, f"{steps}.reduce((known, came) => merged(known, came), [])")


def test_each_message_stands_once_and_in_its_order(evaluated: Evaluate) -> None:
    result = merged(evaluated, [said(1), said(2)], [said(4)], [said(2), said(3)])
    assert [one["id"] for one in result] == [1, 2, 3, 4]


def test_what_is_on_its_way_stands_at_the_end_until_it_arrives(evaluated: Evaluate) -> None:
    on_its_way = [said(1), written("k", 11)]
    assert [one["text"] for one in merged(evaluated, on_its_way, [said(2, "later")])] == ["", "later", "k"]
    arrived = merged(evaluated, on_its_way, [said(2, "later"), said(3, "k", "agent", key="k", state="sent")])
    assert [one["id"] for one in arrived] == [1, 2, 3]


def test_an_answer_to_an_earlier_question_does_not_bring_it_back(evaluated: Evaluate) -> None:
    result = merged(evaluated, [said(3, "k", "agent", key="k", state="sent")], [said(2), written("k", 11)])
    assert [one["id"] for one in result] == [2, 3]


def test_what_failed_stands_where_it_was_written(evaluated: Evaluate) -> None:
    result = merged(evaluated, [said(1), written("k", 15)], [written("k", 15, "failed"), said(2), said(3)])
    assert [one["id"] for one in result] == [1, None, 2, 3]


def test_lines_of_one_speaker_within_three_minutes_belong_together(evaluated: Evaluate) -> None:
    first, second, late = said(1), said(2), said(40)
    other, notice = said(2, who="agent", agent="小王"), said(2, who="notice")
    pairs = [(first, second), (first, late), (first, other), (notice, notice), (other, {**other, "agent": "小李"})]
    found = [evaluated(MODULE, f"continues({json.dumps(one)}, {json.dumps(two)})") for one, two in pairs]
    assert found == [True, False, False, False, False]


def test_days_are_named_and_unacknowledged_messages_stand_at_the_end(evaluated: Evaluate) -> None:
    now = 1_764_400_000
    messages = [{**said(1), "at": now - 86_400}, {**said(2), "at": now - 60}, written("k", now)]
    waiting = [{"key": key, "text": key, "at": now, "state": "sending"} for key in ("k", "l")]
    shown = evaluated("conversation/transcript", f"lines({json.dumps(messages)}, {json.dumps(waiting)}, {now * 1000})")
    assert [one["key"] for one in shown if one["kind"] != "day"] == ["message-1", "message-2", "k", "l"]
    assert [one["name"] for one in shown if one["kind"] == "day"] == ["昨天", "今天"]


def test_only_what_a_user_must_have_seen_was_delivered(evaluated: Evaluate) -> None:
    messages = [said(1), said(2, "一", "agent", state="sent"), said(3), said(4, "二", "agent", state="sent")]
    values = json.dumps([*messages, written("k", 50), {**written("f", 60), "state": "failed"}])
    shown = [None, "reached", None, "sent", "pending", "failed"]
    assert [one.get("state") for one in evaluated(MODULE, f"withReached({values})")] == shown
    shown[3] = "reached"
    assert [one.get("state") for one in evaluated(MODULE, f"withReached({values}, true)")] == shown
