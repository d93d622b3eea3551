import json
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.role import ActionAnswerByRole
from tests.actions.conftest import said, tracker_with


async def test_the_role_is_asked_with_a_button_for_each(dispatcher: CollectingDispatcher) -> None:
    await ActionAnswerByRole().run(dispatcher, tracker_with(said(about="password_recover")), {})
    [message] = dispatcher.messages
    assert message["response"] == "utter_ask_role"
    assert message["metadata"] == {
        "outcome": "ask",
        "asks": "role",
        "about": "password_recover",
        "times": 1,
        "then": [],
    }
    assert [button["title"] for button in message["buttons"]] == ["专技个人", "用人单位", "主管部门", "继续教育机构"]
    payload = message["buttons"][1]["payload"]
    assert json.loads(payload.removeprefix("/inform")) == {"role": "unit", "about": "password_recover"}


async def test_a_known_role_is_answered_at_once(dispatcher: CollectingDispatcher) -> None:
    tracker = tracker_with(said(about="password_recover"), slots={"role": "unit"})
    await ActionAnswerByRole().run(dispatcher, tracker, {})
    assert [message["response"] for message in dispatcher.messages] == ["utter_faq/password_recover"]


async def test_a_role_that_is_none_is_no_role(dispatcher: CollectingDispatcher) -> None:
    tracker = tracker_with(said(about="password_recover"), slots={"role": "hacker"})
    await ActionAnswerByRole().run(dispatcher, tracker, {})
    assert dispatcher.messages[0]["response"] == "utter_ask_role"


@pytest.mark.parametrize(
    ("times", "response"), [(1, "utter_ask_role_again"), (2, "utter_ask_role_again"), (3, "utter_decline_again")]
)
async def test_it_does_not_ask_for_ever(times: int, response: str, dispatcher: CollectingDispatcher) -> None:
    waiting = {"asks": "role", "about": "password_recover", "times": times}
    message: dict[str, Any] = said(about="password_recover", asked="role", waiting=waiting)
    await ActionAnswerByRole().run(dispatcher, tracker_with(message), {})
    assert dispatcher.messages[0]["response"] == response


@pytest.mark.parametrize(("confidence", "response"), [(0.9, "utter_ask_role"), (0.3, "utter_ask_role_again")])
async def test_a_question_that_is_put_again_is_no_bad_reply(
    confidence: float, response: str, dispatcher: CollectingDispatcher
) -> None:
    waiting = {"asks": "role", "about": "password_recover", "times": 1}
    message: dict[str, Any] = said(about="password_recover", asked="role", waiting=waiting)
    best = {"intent_response_key": "faq/password_recover", "confidence": confidence}
    message["response_selector"] = {"faq": {"response": best}}
    await ActionAnswerByRole().run(dispatcher, tracker_with(message), {})
    assert dispatcher.messages[0]["response"] == response
    assert dispatcher.messages[0]["metadata"]["times"] == 2


async def test_asked_for_another_answer_it_begins_anew(dispatcher: CollectingDispatcher) -> None:
    waiting = {"asks": "role", "about": "registration_how", "times": 3}
    message = said(about="password_recover", asked="role", waiting=waiting)
    await ActionAnswerByRole().run(dispatcher, tracker_with(message), {})
    assert dispatcher.messages[0]["response"] == "utter_ask_role"
