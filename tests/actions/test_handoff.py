from rasa_sdk.executor import CollectingDispatcher

from actions.handoff import ActionHandoff, facts, where
from tests.actions.conftest import tracker_with


def test_without_a_hotline_the_text_points_to_the_platform() -> None:
    assert where({"hotline": "", "hours": ""}) == ("utter_handoff_where", {})


def test_a_hotline_is_named_with_its_hours() -> None:
    assert where({"hotline": "0000", "hours": "9-17"})[1] == {"hotline": "0000", "hours": "9-17"}
    assert where({"hotline": "0000"})[1]["hours"] == "工作时间"


def test_no_number_is_shipped() -> None:
    assert not facts()["hotline"]


async def test_an_answer_of_the_faq_may_promise_the_person(dispatcher: CollectingDispatcher) -> None:
    selected = {"faq": {"response": {"utter_action": "utter_faq/a"}}}
    message = {"intent": {"name": "nlu_handoff"}, "response_selector": selected}
    await ActionHandoff().run(dispatcher, tracker_with(message), {"responses": {"utter_faq/a": []}})
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/a", "utter_handoff_where"]


async def test_the_owners_words_come_first(dispatcher: CollectingDispatcher) -> None:
    await ActionHandoff().run(dispatcher, tracker_with({}), {})
    assert [m["response"] for m in dispatcher.messages] == ["utter_handoff", "utter_handoff_where"]
