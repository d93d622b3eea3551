"""What a feedback packet says."""

import pytest
from rasa.shared.core.events import BotUttered

from channels.feedback.packet import Feedback, answer_of_message, read_feedback
from persistence.turns import bot_message_id

REASONS = {"答非所问"}


@pytest.mark.parametrize(
    ("packet", "read"),
    [
        ({"id": "bot-1", "helpful": True}, Feedback("bot-1", True)),
        ({"id": "bot-1", "helpful": False, "reason": "答非所问"}, Feedback("bot-1", False, "答非所问")),
        ({"id": "bot-1", "helpful": False, "reason": None}, Feedback("bot-1", False)),
        ({"id": "bot-1", "helpful": True, "reason": "答非所问"}, Feedback("bot-1", True)),
        ({"id": "bot-1", "helpful": False, "reason": "我的手机号13800138000"}, None),
        ({"id": "bot-1", "helpful": False, "reason": ["答非所问"]}, None),
        ({"id": "bot-1", "helpful": 1}, None),
        ({"id": 1, "helpful": True}, None),
        ({}, None),
        ("text", None),
        (None, None),
    ],
)
def test_reading(packet: object, read: Feedback | None) -> None:
    assert read_feedback(packet, REASONS) == read


def test_only_an_answer_of_the_faq_is_rated() -> None:
    answer = BotUttered("答", metadata={"metadata": {"outcome": "answer", "faq_id": "login_how"}}, timestamp=1.5)
    chat = BotUttered("您好", metadata={"metadata": {"outcome": "chat"}}, timestamp=2.5)
    events = [answer, chat]
    assert answer_of_message(bot_message_id(1.5), events) == "login_how"
    assert answer_of_message(bot_message_id(2.5), events) is None
    assert answer_of_message("bot-9", events) is None
