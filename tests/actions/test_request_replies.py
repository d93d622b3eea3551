import pytest
from rasa_sdk.executor import CollectingDispatcher

import actions.staff
from actions.handoff import withdraw_button
from actions.request import ActionRequest
from actions.request_replies import about_request, answered_here
from actions.request_status import There
from actions.staff import ActionStaff
from actions.tickets.desk import WebhookDesk
from actions.tickets.store import TicketStore
from owner.profile import StaffProfile
from persistence.helpdesk.places import Handover
from tests.actions.conftest import on_the_page, said, tracker_with
from tests.persistence.helpdesk.desk import TestDesk
from zh.awaiting import NUMBER, PHONE, WHEN, WHERE

REGISTERED = Handover("t", "left", 7, None, 0)


def replies(*wants: str, there: There = "nobody", reached: bool = True, known: StaffProfile | None = None) -> list[str]:
    utterances = about_request(wants, REGISTERED, there, known or StaffProfile(), reached=reached)
    return [utterance.response.removeprefix("utter_") for utterance in utterances]


@pytest.mark.parametrize(
    ("wants", "responses"),
    [
        ((PHONE,), ["request_calls"]),
        ((PHONE, WHERE), ["request_calls"]),
        ((WHERE,), ["request_here"]),
        ((NUMBER,), ["request_use"]),
        ((WHEN,), ["request_when", "staff_left"]),
        ((PHONE, WHEN), ["request_calls", "request_when"]),
        ((NUMBER, WHEN), ["request_use", "request_when"]),
        ((), []),
    ],
)
def test_each_question_has_its_own_answer(wants: tuple[str, ...], responses: list[str]) -> None:
    assert replies(*wants) == responses
    assert replies(*wants, there="closed") == responses


def test_who_gets_nothing_later_is_promised_no_answer_here() -> None:
    assert replies(PHONE, reached=False) == replies(WHERE, WHEN, reached=False) == ["request_elsewhere"]
    assert replies(NUMBER, WHERE, reached=False) == ["request_use", "request_elsewhere"]
    assert replies(WHEN, reached=False) == replies(reached=False) == ["request_when"]


def test_who_is_there_is_not_told_that_nobody_is() -> None:
    assert replies(WHEN, there="free") == [], "the state of the request says so"
    assert replies(PHONE, WHEN, there="busy") == ["request_calls", "staff_online_busy"]
    assert replies(PHONE, there="free") == ["request_calls"]
    assert replies(WHEN, there="free", reached=False) == []


def test_hours_and_hotline_are_named_where_they_are_known() -> None:
    known = StaffProfile(hotline="0531-1", hours="工作日")
    [when, left] = about_request([WHEN], REGISTERED, "nobody", known, reached=True)
    assert when.values == {"hours": "服务时间为工作日", "hotline": "，或拨打人工热线 0531-1"}
    assert left.values == {"number": "7", "hours": ""}, "they are not named twice"
    assert about_request([WHEN], REGISTERED, "nobody", StaffProfile(), reached=True)[0].values["hours"] == (
        "具体服务时间没有公布"
    )


def test_the_number_is_named_where_there_is_one() -> None:
    assert answered_here(REGISTERED).values == {"number": "（编号 7）"}
    assert answered_here(None).values == {"number": ""}


async def test_the_button_stands_under_the_last_reply(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    built_in.asks("someone", attended=False)
    for action, intent in ((ActionRequest(), "request"), (ActionStaff(), "staff")):
        dispatcher.messages.clear()
        asked = said(intent, wants=[PHONE, WHEN], handed_over=True)
        await action.run(dispatcher, tracker_with(asked, on_the_page()), {})
        assert [m["response"] for m in dispatcher.messages] == ["utter_request_calls", "utter_request_when"]
        assert [m["buttons"] for m in dispatcher.messages] == [[], [withdraw_button(1)]]


async def test_another_system_s_desk_answers_here_and_may_phone(
    dispatcher: CollectingDispatcher, tickets: TicketStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions.staff, "desk", lambda: WebhookDesk(tickets))
    asked = said("staff", wants=[PHONE], handed_over=True)
    await ActionStaff().run(dispatcher, tracker_with(asked, on_the_page()), {})
    await ActionStaff().run(dispatcher, tracker_with(asked), {})
    assert [m["response"] for m in dispatcher.messages] == ["utter_request_here", "utter_staff_registered"]
