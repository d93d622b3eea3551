"""What goes out for one response."""

import json
from datetime import date
from typing import Any

import pytest
from rasa.shared.core.events import BotUttered

from channels.bot_packet import bot_packet
from persistence.turns import bot_message_id

TIME = 1_700_000_000.25


def test_a_response_as_rasa_gives_it() -> None:
    event = BotUttered(
        "一\n\n二\n",
        {"buttons": [{"title": "问题分类", "payload": "/menu"}], "image": None, "custom": None},
        {"utter_action": "utter_faq/a", "metadata": {"outcome": "answer", "faq_lines": [3]}},
        TIME,
    )
    assert bot_packet(event.message()) == {
        "text": "一\n\n二",
        "quick_replies": [{"content_type": "text", "title": "问题分类", "payload": "/menu"}],
        "metadata": {"outcome": "answer", "faq_lines": [3]},
        "id": bot_message_id(TIME),
        "timestamp": TIME,
    }


@pytest.mark.parametrize("metadata", [None, "text", ["a"], {}])
def test_there_is_always_metadata(metadata: Any) -> None:
    packet = bot_packet({"text": "您好", "metadata": metadata})
    assert packet is not None
    assert packet["metadata"] == {}


def test_there_is_always_a_time_and_an_id() -> None:
    packet = bot_packet({"text": "您好"})
    assert packet is not None
    assert packet["timestamp"] > TIME
    assert packet["id"] == bot_message_id(packet["timestamp"])


@pytest.mark.parametrize("message", [{}, {"text": None}, {"text": " \n"}, {"text": "", "buttons": [], "custom": {}}])
def test_nothing_to_show_is_not_sent(message: dict[str, Any]) -> None:
    assert bot_packet(message) is None


def test_extras() -> None:
    packet = bot_packet({"custom": {"room": "all", "day": date(2026, 1, 2)}, "image": "a.png"})
    assert packet is not None
    assert packet["text"] == ""
    assert packet["custom"] == {"room": "all", "day": "2026-01-02"}
    assert packet["attachment"] == {"type": "image", "payload": {"src": "a.png"}}
    assert json.dumps(packet)


def test_elements_and_attachments() -> None:
    packet = bot_packet({"elements": [{"title": "a"}]})
    assert packet is not None
    assert packet["attachment"]["payload"] == {"template_type": "generic", "elements": [{"title": "a"}]}
    packet = bot_packet({"attachment": {"type": "file"}})
    assert packet is not None
    assert packet["attachment"] == {"type": "file"}


def test_a_button_that_cannot_be_clicked_is_left_out() -> None:
    packet = bot_packet({"text": "您好", "buttons": [{"title": "网站", "url": "x"}, {"title": "", "payload": "/menu"}]})
    assert packet is not None
    assert "quick_replies" not in packet
