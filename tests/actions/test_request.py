import logging
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import offer, request
from actions.handoff import RESUME_BUTTON, withdraw_button
from actions.offer import ActionOffer
from actions.request import ActionRequest, ActionWithdraw
from actions.tickets.desk import WebhookDesk
from actions.tickets.store import TicketStore
from tests.actions.conftest import on_the_page, said, tracker_with
from tests.actions.tickets.builders import a_ticket
from tests.persistence.helpdesk.desk import TestDesk

CLEARLY, VAGUELY = "clearly", "vaguely"
PENDING: tuple[dict[str, Any], ...] = (
    {"asked": "role", "waiting": {"asks": "role", "about": "a_one", "times": 1}},
    {"asked": "choice"},
)


async def given_up(dispatcher: CollectingDispatcher, how: str, intent: str = "cancel", **context: Any) -> list[Any]:
    """Say 取消 or the like on the page; returns the events."""
    dispatcher.messages.clear()
    tracker = tracker_with(said(intent, gives_up=how, **context), on_the_page())
    return await ActionWithdraw().run(dispatcher, tracker, {})


async def asked(dispatcher: CollectingDispatcher, *, page: bool = True) -> list[str]:
    """Ask 我的请求处理了吗; returns the responses."""
    dispatcher.messages.clear()
    await ActionRequest().run(dispatcher, tracker_with(said("request"), on_the_page() if page else []), {})
    return [message["response"] for message in dispatcher.messages]


@pytest.mark.parametrize("intent", ["cancel", "withdraw"])
async def test_what_is_vague_says_that_the_request_stays(
    dispatcher: CollectingDispatcher, built_in: TestDesk, intent: str
) -> None:
    ticket = built_in.asks("someone", attended=False)
    assert await given_up(dispatcher, VAGUELY, intent) == []
    [told] = dispatcher.messages
    assert (told["response"], told["number"], told["buttons"]) == ("utter_request_kept", "1", [withdraw_button(1)])
    assert built_in.row(ticket).state == "left"


async def test_what_is_clear_withdraws_it_as_the_button_does(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    ticket = built_in.asks("someone", attended=False)
    [event] = await given_up(dispatcher, CLEARLY, "withdraw")
    assert (event["name"], event["value"]) == ("with_person_until", None)
    [told] = dispatcher.messages
    assert (told["response"], told["number"]) == ("utter_handoff_withdrawn", "1")
    assert built_in.row(ticket).ended == "abandoned"
    assert await given_up(dispatcher, CLEARLY, "withdraw") == []
    assert (dispatcher.messages[0]["response"], dispatcher.messages[0]["number"]) == ("utter_request_over", "1")


@pytest.mark.parametrize("pending", PENDING)
async def test_a_clarification_is_left_and_the_request_stays(
    dispatcher: CollectingDispatcher, built_in: TestDesk, pending: dict[str, Any]
) -> None:
    ticket = built_in.asks("someone", attended=False)
    assert await given_up(dispatcher, VAGUELY, **pending) == []
    assert [m["response"] for m in dispatcher.messages] == ["utter_cancel"]
    assert built_in.row(ticket).state == "left"


async def test_an_offer_to_withdraw_is_no_clarification(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    built_in.asks("someone", attended=False)
    await given_up(dispatcher, VAGUELY, asked="choice", buttons=[withdraw_button(1)])
    assert dispatcher.messages[0]["response"] == "utter_request_kept"


async def test_without_a_request_nothing_is_said_of_one(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    built_in.asks("another")
    for how in (CLEARLY, VAGUELY):
        assert await given_up(dispatcher, how) == []
        assert dispatcher.messages[0]["response"] == "utter_left_off"
    await given_up(dispatcher, CLEARLY, "withdraw")
    assert dispatcher.messages[0]["response"] == "utter_request_none"
    assert await asked(dispatcher) == ["utter_request_none"]


async def test_another_system_s_desk_is_told_of_a_clear_wish_only(
    dispatcher: CollectingDispatcher, tickets: TicketStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request, "desk", lambda: WebhookDesk(tickets))
    tickets.open(a_ticket("someone"), tell=False)
    await given_up(dispatcher, VAGUELY, handed_over=True)
    [told] = dispatcher.messages
    assert (told["response"], told["buttons"][0]["title"]) == ("utter_staff_registered", "撤回请求")
    assert not tickets.all()[0]["closed"]
    await given_up(dispatcher, VAGUELY)
    assert dispatcher.messages[0]["response"] == "utter_left_off"
    await given_up(dispatcher, CLEARLY, "withdraw")
    assert dispatcher.messages[0]["response"] == "utter_resume"
    assert tickets.all()[0]["closed"]


async def test_a_question_about_it_is_answered_by_its_state(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    ticket = built_in.asks("someone", attended=False)
    assert await asked(dispatcher) == ["utter_staff_left"]
    assert (dispatcher.messages[0]["number"], dispatcher.messages[0]["buttons"]) == ("1", [withdraw_button(1)])
    assert await asked(dispatcher, page=False) == ["utter_request_number", "utter_request_when"]
    agent = built_in.agent("小王")
    assert await asked(dispatcher) == ["utter_staff_online"]
    built_in.handovers.claim(ticket, agent)
    assert await asked(dispatcher) == ["utter_request_number", "utter_staff_active"]
    built_in.handovers.give_back(ticket, agent)
    assert await asked(dispatcher) == ["utter_request_number", "utter_staff_next"]
    assert dispatcher.messages[-1]["buttons"] == [RESUME_BUTTON]
    built_in.handovers.claim(ticket, agent)
    built_in.handovers.close(ticket, agent, "solved")
    assert await asked(dispatcher) == ["utter_request_over"]


async def test_who_cannot_be_told_is_not_told_that_there_is_none(
    dispatcher: CollectingDispatcher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(request, "desk", _Away)
    with caplog.at_level(logging.ERROR):
        assert await asked(dispatcher) == ["utter_request_unknown"]
        await given_up(dispatcher, VAGUELY)
    assert dispatcher.messages[0]["response"] == "utter_request_unknown"


class _Away:
    is_built_in = True

    def state_of(self, _: str) -> None:
        raise OSError


async def test_taking_back_something_offers_the_request_beside_the_topics(
    dispatcher: CollectingDispatcher, built_in: TestDesk, depending: dict[str, Any]
) -> None:
    async def titles(**more: Any) -> list[str]:
        dispatcher.messages.clear()
        message = said("nlu_unsure", choices=["a_two", "b_one"], **more)
        await ActionOffer().run(dispatcher, tracker_with(message), depending)
        return [button["title"] for button in dispatcher.messages[0]["buttons"]]

    assert offer.NONE_OF_THESE["title"] == (await titles(gives_up=VAGUELY))[-1]
    built_in.asks("someone", attended=False)
    assert await titles(gives_up=VAGUELY) == ["第二问", "第三问", "撤回请求", "以上都不是"]
    assert "撤回请求" not in await titles()
