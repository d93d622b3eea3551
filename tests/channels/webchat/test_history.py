"""A conversation as its user saw it."""

from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered

from channels.webchat.history import history

MENU = {"buttons": [{"title": "怎么注册", "payload": '/ask{"faq_id": "a"}'}]}


def read(*events: Event, most: int = 100) -> list[dict[str, Any]]:
    return history((event.as_dict() for event in events), most=most)


def user(text: str, **more: Any) -> UserUttered:
    return UserUttered(text, message_id="m", timestamp=1.0, **more)


def test_only_messages_are_shown() -> None:
    events = [ActionExecuted("action_session_start"), SessionStarted(), user("您好"), SlotSet("role", "unit")]
    assert read(*events) == [{"sender": "user", "text": "您好", "timestamp": 1.0, "id": "m"}]


def test_a_bots_message_is_the_packet_that_was_sent() -> None:
    [shown] = read(BotUttered("答", MENU, {"utter_action": "utter_x", "metadata": {"outcome": "offer"}}, 2.0))
    assert shown == {
        "sender": "bot",
        "text": "答",
        "quick_replies": [{"content_type": "text", "title": "怎么注册", "payload": '/ask{"faq_id": "a"}'}],
        "metadata": {"outcome": "offer"},
        "id": "bot-2000000",
        "timestamp": 2.0,
    }


def test_what_the_desk_hands_back_nobody_has_pressed() -> None:
    button = BotUttered("请稍候", {"buttons": [{"title": "继续由助手回答", "payload": "/resume"}]})
    shown = read(button, user("/resume", input_channel="desk"))
    assert [message["text"] for message in shown] == ["请稍候"]
    assert read(button, user("/resume", input_channel="webchat"))[-1]["text"] == "继续由助手回答"


def test_a_click_is_shown_by_the_button_it_was_on() -> None:
    shown = read(BotUttered("您是想问", MENU), user('/ask{"faq_id": "a"}', metadata={"title": "别的"}))
    assert shown[-1]["text"] == "怎么注册"


def test_a_click_on_a_button_of_the_page_is_shown_by_its_title() -> None:
    assert read(user("/handoff", metadata={"title": "转人工"}))[0]["text"] == "转人工"


def test_no_payload_is_shown_raw() -> None:
    assert read(user("/greet"), user("/restart", metadata={}), user("/x", metadata={"title": "/y"}))[0]["text"] == "y"
    assert read(user("/greet"), user("/x", metadata={"title": "/"})) == []


def test_the_last_messages_are_kept() -> None:
    assert [message["text"] for message in read(*(user(str(n)) for n in range(9)), most=3)] == ["6", "7", "8"]


def test_events_without_content_do_no_harm() -> None:
    assert history([{}, {"event": "user"}, {"event": "bot"}, {"event": "bot", "data": None, "metadata": None}]) == []
