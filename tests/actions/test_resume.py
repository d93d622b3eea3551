import json
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import resume
from actions.resume import ActionRate, ActionResume
from actions.tickets.desk import WebhookDesk
from actions.tickets.store import TicketStore
from owner.profile import StaffProfile
from tests.actions.conftest import said, tracker_with
from tests.actions.tickets.builders import a_ticket
from tests.persistence.helpdesk.desk import TestDesk


@pytest.fixture
def connected(tickets: TicketStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "desk", lambda: WebhookDesk(tickets))
    tickets.open(a_ticket("someone"), tell=False)


@pytest.mark.usefixtures("connected")
async def test_the_way_back_closes_the_ticket(dispatcher: CollectingDispatcher, tickets: TicketStore) -> None:
    [event] = await ActionResume().run(dispatcher, tracker_with(said("resume")), {})
    assert (event["name"], event["value"]) == ("with_person_until", None)
    assert dispatcher.messages[0]["response"] == "utter_resume"
    assert tickets.all()[0]["closed"]


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize(
    ("channel", "metadata", "response", "reason"),
    [
        ("desk", {"reason": "idle"}, "utter_handoff_idle", "idle"),
        ("desk", {}, "utter_handoff_ended", None),
        ("rest", {"reason": "idle"}, "utter_resume", None),
    ],
)
async def test_the_end_of_an_idle_pause_is_told_to_both(
    dispatcher: CollectingDispatcher, tickets: TicketStore, channel: str, metadata: dict[str, str], response: str,
    reason: str | None,
) -> None:  # fmt: skip
    back = {"event": "user", "text": "/resume", "input_channel": channel, "metadata": metadata}
    [event] = await ActionResume().run(dispatcher, tracker_with(said("resume"), [back]), {})
    assert (event["name"], event["value"]) == ("with_person_until", None)
    assert [message["response"] for message in dispatcher.messages] == [response]
    pending = tickets.take(0.0, 1.0)
    assert pending
    told = json.loads(pending.body)
    assert (told["event"], told.get("reason")) == ("closed", reason)


async def test_the_user_is_answered_when_the_desk_cannot_be_told(
    dispatcher: CollectingDispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resume, "desk", lambda: WebhookDesk(TicketStore("sqlite:////nowhere/at/all.db")))
    await ActionResume().run(dispatcher, tracker_with(said("resume")), {})
    assert dispatcher.messages[0]["response"] == "utter_resume"


async def test_who_was_registered_may_take_the_request_back(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    ticket = built_in.asks("someone", attended=False)
    await ActionResume().run(dispatcher, tracker_with(said("resume")), {})
    assert (dispatcher.messages[0]["response"], dispatcher.messages[0]["number"]) == ("utter_handoff_withdrawn", "1")
    assert (built_in.row(ticket).state, built_in.row(ticket).ended) == ("closed", "abandoned")
    await ActionResume().run(dispatcher, tracker_with(said("resume")), {})
    assert dispatcher.messages[1]["response"] == "utter_resume"


async def pressed(dispatcher: CollectingDispatcher, number: str) -> list[dict[str, Any]]:
    """Press 撤回请求 under what was said of the request of this number; returns the events."""
    return await ActionResume().run(dispatcher, tracker_with(said("resume", {"ticket": number})), {})


async def test_a_button_takes_back_the_request_that_it_names_and_no_later_one(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    first, agent = built_in.asks("someone", attended=False), built_in.agent("小王")
    built_in.handovers.close(first, agent, "solved")
    assert await pressed(dispatcher, "1") == []
    assert (dispatcher.messages[0]["response"], dispatcher.messages[0]["number"]) == ("utter_handoff_over", "1")
    assert built_in.row(first).ended == "solved"
    later = built_in.asks("someone", attended=False)
    assert await pressed(dispatcher, "1") == []
    assert dispatcher.messages[1]["response"] == "utter_handoff_over"
    assert built_in.row(later).state == "left"
    [event] = await pressed(dispatcher, "2")
    assert (event["name"], event["value"]) == ("with_person_until", None)
    assert (dispatcher.messages[2]["response"], built_in.row(later).ended) == ("utter_handoff_withdrawn", "abandoned")


@pytest.mark.parametrize("number", ["", "一", "-1", "1; drop"])
async def test_what_is_no_number_names_none(dispatcher: CollectingDispatcher, built_in: TestDesk, number: str) -> None:
    ticket = built_in.asks("someone", attended=False)
    await pressed(dispatcher, number)
    assert (dispatcher.messages[0]["response"], built_in.row(ticket).ended) == ("utter_handoff_withdrawn", "abandoned")


async def ended(dispatcher: CollectingDispatcher, **metadata: str) -> list[dict[str, Any]]:
    """The desk's channel hands back; returns what is said."""
    back = {"event": "user", "text": "/resume", "input_channel": "desk", "metadata": metadata}
    [event] = await ActionResume().run(dispatcher, tracker_with(said("resume"), [back]), {})
    assert event["value"] is None
    return list(dispatcher.messages)


async def test_who_was_helped_is_asked_once_and_the_answer_is_kept(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    ticket, agent = built_in.asks("someone"), built_in.agent("小王")
    built_in.handovers.claim(ticket, agent)
    built_in.handovers.close(ticket, agent, "solved")
    over, question = await ended(dispatcher, ended="solved")
    assert (over["response"], question["response"]) == ("utter_handoff_ended", "utter_ask_solved")
    assert [button["title"] for button in question["buttons"]] == ["已解决", "还没有"]
    for solved, told, kept in (("no", "utter_unsolved", "unsolved"), ("yes", "utter_solved", "solved")):
        button = said("rate", {"ticket": "1", "solved": solved})
        await ActionRate().run(dispatcher, tracker_with(button), {})
        assert dispatcher.messages[-1]["response"] == told
        assert built_in.row(ticket).ended == kept


async def test_nothing_is_asked_of_who_was_given_back(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    ticket, agent = built_in.asks("someone"), built_in.agent("小王")
    built_in.handovers.claim(ticket, agent)
    built_in.handovers.close(ticket, agent, "assistant")
    assert [m["response"] for m in await ended(dispatcher)] == ["utter_handoff_ended"]
    assert built_in.row(ticket).ended == "assistant"


@pytest.mark.parametrize("number", ["1", "2", "-1", "一"])
async def test_only_what_a_person_has_closed_can_be_rated(
    dispatcher: CollectingDispatcher, built_in: TestDesk, number: str
) -> None:
    ticket = built_in.asks("someone")
    button = said("rate", {"ticket": number, "solved": "yes"})
    await ActionRate().run(dispatcher, tracker_with(button), {})
    assert built_in.row(ticket).ended is None


@pytest.mark.parametrize(
    ("metadata", "claimed", "response", "state"),
    [
        ({"reason": "unattended"}, False, "utter_handoff_left", "left"),
        ({"reason": "unattended"}, True, "utter_handoff_left", "left"),
        ({"reason": "idle"}, False, "utter_handoff_left", "left"),
        ({"reason": "idle"}, True, "utter_handoff_idle", "closed"),
    ],
)
async def test_what_nobody_answers_is_kept_for_later(
    dispatcher: CollectingDispatcher, built_in: TestDesk, metadata: dict[str, str], claimed: bool, response: str,
    state: str,
) -> None:  # fmt: skip
    ticket = built_in.asks("someone")
    if claimed:
        built_in.handovers.claim(ticket, built_in.agent("小王"))
    [told] = await ended(dispatcher, **metadata)
    assert told["response"] == response
    row = built_in.row(ticket)
    assert row.state == state
    if state == "left":
        assert (told["number"], row.agent, row.paused_until) == ("1", None, None)


async def test_who_waits_when_the_hours_end_is_told_so(
    dispatcher: CollectingDispatcher, built_in: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    never: dict[str, object] = {"weekdays": {number: [] for number in range(1, 8)}}
    known = StaffProfile.parse_obj({"hours": "工作日", "desk": never})
    monkeypatch.setattr(resume, "staff", lambda: known)
    built_in.asks("someone")
    [told] = await ended(dispatcher, reason="unattended")
    assert (told["response"], told["number"], told["hours"]) == ("utter_handoff_left_closed", "1", "工作日")


@pytest.mark.parametrize(("claimed", "kept"), [(True, "user"), (False, "abandoned")])
async def test_the_user_may_go_back_to_the_assistant(
    dispatcher: CollectingDispatcher, built_in: TestDesk, claimed: bool, kept: str
) -> None:
    ticket = built_in.asks("someone")
    if claimed:
        built_in.handovers.claim(ticket, built_in.agent("小王"))
    await ActionResume().run(dispatcher, tracker_with(said("resume"), []), {})
    assert dispatcher.messages[0]["response"] == "utter_resume"
    assert built_in.row(ticket).ended == kept


async def test_whose_registered_request_is_closed_is_told_its_number(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    first, agent = built_in.asks("someone", attended=False), built_in.agent("小王")
    built_in.handovers.close(first, agent, "solved")
    back = {"event": "user", "text": "/resume", "input_channel": "desk", "metadata": {"number": 1, "ended": "solved"}}
    closed = tracker_with(said("resume"), [back])
    assert await ActionResume().run(dispatcher, closed, {}) == []
    [told] = dispatcher.messages
    assert (told["response"], told["number"]) == ("utter_request_closed", "1")
    later = built_in.asks("someone")
    assert await ActionResume().run(dispatcher, closed, {}) == []
    assert (len(dispatcher.messages), built_in.row(later).state) == (1, "waiting"), "that one stands as it is"
