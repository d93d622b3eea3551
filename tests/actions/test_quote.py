from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.quote import ActionComplain, ActionNoMore, ActionNoSteps, ActionQuote
from tests.actions.conftest import tracker_with


async def test_a_sentence_of_the_last_answer_is_that_answers(
    dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    context = {"about": "a_one", "sentence": "右侧有通知。"}
    await ActionQuote().run(dispatcher, tracker_with({"context": context}), domain)
    [message] = dispatcher.messages
    assert (message["response"], message["sentence"]) == ("utter_quote", "右侧有通知。")
    assert message["metadata"].pop("quotes") is True
    assert message["metadata"] == {
        name: value
        for name, value in domain["responses"]["utter_faq/a_one"][0]["metadata"].items()
        if name in ("outcome", "faq_id", "faq_lines", "title", "topic")
    }


async def test_a_complaint_about_an_answer_gets_its_heart(dispatcher: CollectingDispatcher) -> None:
    await ActionComplain().run(dispatcher, tracker_with({"context": {"sentence": "需要审核。"}}), {})
    await ActionComplain().run(dispatcher, tracker_with({}), {})
    assert [m["response"] for m in dispatcher.messages] == ["utter_complain_answer", "utter_complain"]


async def test_who_is_sent_to_themselves_is_told_so(dispatcher: CollectingDispatcher) -> None:
    await ActionNoSteps().run(dispatcher, tracker_with({}, slots={"role": "unit"}), {})
    assert dispatcher.messages[0]["who"] == "单位管理员"


async def test_an_answer_that_says_no_more_is_quoted_whole_with_the_word_for_it(
    dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    context = {"about": "a_one", "choices": ["a_two", "gone"], "sentence": "右侧有通知。"}
    await ActionNoMore().run(dispatcher, tracker_with({"context": context}), domain)
    [message] = dispatcher.messages
    assert (message["response"], message["sentence"]) == ("utter_no_more", "右侧有通知。")
    assert (message["metadata"]["faq_id"], message["metadata"]["whole"]) == ("a_one", True)
    assert [button["title"] for button in message["buttons"]] == ["第二问"]


async def test_who_asks_for_more_than_is_published_is_told_so(
    dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    context = {"about": "a_one", "sentence": "右侧有通知。", "asks_more": True}
    await ActionQuote().run(dispatcher, tracker_with({"context": context}), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_quote_only"]
