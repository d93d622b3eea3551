import json
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import relay_to_desk
from actions.handoff import RESUME_BUTTON, withdraw_button
from actions.relay_to_desk import ActionWithPerson
from actions.tickets.desk import WebhookDesk
from actions.tickets.store import TicketStore
from tests.actions.conftest import on_the_page, said, tracker_with
from tests.actions.tickets.builders import a_ticket
from tests.persistence.helpdesk.desk import TestDesk


async def test_a_message_is_passed_on_masked(
    dispatcher: CollectingDispatcher, tickets: TicketStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_to_desk, "desk", lambda: WebhookDesk(tickets))
    tickets.open(a_ticket("someone"), tell=False)
    text = "我的手机号是13800138000，邮件发到service@example.org了"
    events = [{"event": "user", "text": text}, {"event": "action", "name": "x"}]
    tracker = tracker_with(said("nlu_with_person"), events)
    domain = {"responses": {"utter_faq/x": [{"text": "请发到Service@example.org。"}]}}
    [event] = await ActionWithPerson().run(dispatcher, tracker, domain)
    assert event["name"] == "with_person_until"
    assert event["value"]
    assert dispatcher.messages[0]["response"] == "utter_with_person"
    pending = tickets.take(0.0, 1.0)
    assert pending
    assert json.loads(pending.body)["text"] == "我的手机号是【手机号】，邮件发到service@example.org了"
    assert tickets.all()[0]["paused_until"] == event["value"]


async def test_a_picture_is_passed_on_with_its_id(
    dispatcher: CollectingDispatcher, tickets: TicketStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_to_desk, "desk", lambda: WebhookDesk(tickets))
    tickets.open(a_ticket("someone"), tell=False)
    picture = {"attachment": {"id": "a" * 32, "kind": "picture"}}
    tracker = tracker_with(said("nlu_with_person"), [{"event": "user", "text": "[图片]", "metadata": picture}])
    await ActionWithPerson().run(dispatcher, tracker, {})
    pending = tickets.take(0.0, 1.0)
    assert pending
    assert picture.items() <= json.loads(pending.body).items()


def spoken(*names: str) -> list[dict[str, Any]]:
    """The events of a conversation in which this was said."""
    return [*on_the_page(), *({"event": "bot", "metadata": {"utter_action": name}} for name in names)]


async def message(dispatcher: CollectingDispatcher, *names: str, asks_staff: bool = False) -> list[dict[str, Any]]:
    """Say something after this was said; returns the answers."""
    tracker = tracker_with(said("nlu_with_person", asks_staff=asks_staff), spoken(*names))
    [event] = await ActionWithPerson().run(dispatcher, tracker, {})
    assert (event["name"], bool(event["value"])) == ("with_person_until", True)
    return list(dispatcher.messages)


async def test_who_waits_is_told_once_that_messages_arrive(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    built_in.agent("小王")
    built_in.asks("someone")
    [told] = await message(dispatcher, "utter_handoff_soon")
    assert (told["response"], len(told["buttons"])) == ("utter_with_person", 1)
    dispatcher.messages.clear()
    assert await message(dispatcher, "utter_handoff_soon", "utter_with_person", "utter_staff_next") == []
    [told] = await message(dispatcher, "utter_with_person", "utter_handoff_queue")
    assert told["response"] == "utter_with_person", "the wait before is another one"
    [ticket] = built_in.store.all()
    assert ticket["paused_until"] > "2026-11-24"
    assert built_in.store.take(0.0, 1.0) is None, "nobody but the console has to hear of it"


async def test_the_assistant_is_silent_while_an_agent_is_there(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    built_in.handovers.claim(built_in.asks("someone"), built_in.agent("小王"))
    assert await message(dispatcher) == []
    [told] = await message(dispatcher, asks_staff=True)
    assert (told["response"], told["agent"], told["buttons"]) == ("utter_staff_active", "小王", [])


async def test_who_asks_how_long_it_takes_is_told_where_they_stand(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    first, agent = built_in.asks("another"), built_in.agent("小王")
    built_in.asks("someone")
    [told] = await message(dispatcher, asks_staff=True)
    assert (told["response"], told["waiting"]) == ("utter_staff_queue", "1")
    built_in.handovers.claim(first, agent)
    *_, told = await message(dispatcher, asks_staff=True)
    assert told["response"] == "utter_staff_next"
    assert told["buttons"] == [RESUME_BUTTON]


async def test_nobody_is_silent_for_a_request_that_was_left(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    built_in.asks("someone", attended=False)
    tracker = tracker_with(said("nlu_with_person"), on_the_page())
    [event] = await ActionWithPerson().run(dispatcher, tracker, {})
    assert event["value"] is None
    assert [m["response"] for m in dispatcher.messages] == ["utter_handoff_left"]


async def test_who_is_busy_still_comes_to_those_who_wait(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    built_in.agent("小王", state="busy")
    built_in.asks("someone")
    [told] = await message(dispatcher, asks_staff=True)
    assert told["response"] == "utter_staff_next_busy"


@pytest.mark.parametrize("asks_staff", [True, False])
@pytest.mark.parametrize("before", [0, 1])
async def test_who_waits_while_nobody_is_there_waits_no_longer(
    dispatcher: CollectingDispatcher, built_in: TestDesk, asks_staff: bool, before: int
) -> None:
    """As soon as they say something: neither a place nor that it is passed on would be true."""
    for number in range(before):
        built_in.asks(f"another {number}")
    ticket = built_in.asks("someone")
    built_in.agent("小王", state="offline")
    tracker = tracker_with(said("nlu_with_person", asks_staff=asks_staff), on_the_page())
    [event] = await ActionWithPerson().run(dispatcher, tracker, {})
    assert event["value"] is None, "the assistant goes on"
    [told] = dispatcher.messages
    assert (told["response"], told["number"]) == ("utter_handoff_left", str(before + 1))
    assert told["buttons"] == [withdraw_button(before + 1)]
    assert built_in.row(ticket).state == "left"


async def given_up(dispatcher: CollectingDispatcher, how: str) -> tuple[str, Any]:
    """Say in the queue that the request is not wanted; returns the answer and the silence's end."""
    dispatcher.messages.clear()
    tracker = tracker_with(said("nlu_with_person", gives_up=how), spoken("utter_with_person"))
    [event] = await ActionWithPerson().run(dispatcher, tracker, {})
    return next((m["response"] for m in dispatcher.messages), ""), event["value"]


async def test_who_gives_up_in_the_queue_waits_no_longer(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    agent, ticket = built_in.agent("小王"), built_in.asks("someone")
    told, until = await given_up(dispatcher, "vaguely")
    assert (told, bool(until)) == ("utter_staff_next", True), "取消 may be about something else"
    assert dispatcher.messages[0]["buttons"] == [RESUME_BUTTON]
    assert await given_up(dispatcher, "clearly") == ("utter_resume", None)
    assert built_in.row(ticket).ended == "abandoned"
    built_in.handovers.claim(later := built_in.asks("someone"), agent)
    for how in ("vaguely", "clearly"):
        assert (await given_up(dispatcher, how))[0] == "", "it goes to the person"
    assert built_in.row(later).state == "active"


async def test_who_asks_about_the_request_is_told_its_number(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    built_in.agent("小王")
    built_in.asks("someone")
    tracker = tracker_with(said("nlu_with_person", asks_staff=True, asks_request=True), on_the_page())
    await ActionWithPerson().run(dispatcher, tracker, {})
    assert [m["response"] for m in dispatcher.messages] == ["utter_request_number", "utter_staff_next"]
    assert [len(m["buttons"]) for m in dispatcher.messages] == [0, 1]
