import json

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import with_person
from actions.tickets.desk import WebhookDesk
from actions.tickets.store import TicketStore
from actions.with_person import ActionResume, ActionWithPerson
from tests.actions.conftest import said, tracker_with
from tests.actions.tickets.builders import a_ticket


@pytest.fixture(autouse=True)
def _connected(tickets: TicketStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(with_person, "desk", lambda: WebhookDesk(tickets))
    tickets.open(a_ticket("someone"), tell=False)


async def test_a_message_is_passed_on_masked(dispatcher: CollectingDispatcher, tickets: TicketStore) -> None:
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


async def test_the_way_back_closes_the_ticket(dispatcher: CollectingDispatcher, tickets: TicketStore) -> None:
    [event] = await ActionResume().run(dispatcher, tracker_with(said("resume")), {})
    assert (event["name"], event["value"]) == ("with_person_until", None)
    assert dispatcher.messages[0]["response"] == "utter_resume"
    assert tickets.all()[0]["closed"]


@pytest.mark.parametrize(
    ("channel", "metadata", "response", "reason"),
    [
        ("desk", {"reason": "idle"}, "utter_handoff_idle", "idle"),
        ("desk", {}, "utter_resume", None),
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
    monkeypatch.setattr(with_person, "desk", lambda: WebhookDesk(TicketStore("sqlite:////nowhere/at/all.db")))
    await ActionResume().run(dispatcher, tracker_with(said("resume")), {})
    assert dispatcher.messages[0]["response"] == "utter_resume"
