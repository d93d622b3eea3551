"""A small FAQ, and conversations as Rasa stores them."""

from collections.abc import Mapping, Sequence
from typing import Any

from components.context.conversation import Conversation, conversation
from components.context.knowledge import AnswerFacts, Knowledge
from components.context.resolution import ClassifiedMessage, Scored

KNOWN = Knowledge(
    {
        "password_recover": AnswerFacts("password", "忘记密码怎么找回", asks="role"),
        "registration_how": AnswerFacts("registration", "怎么注册", asks="role"),
        "registration_review": AnswerFacts("registration", "注册由谁审核"),
        "declaration_how": AnswerFacts("declaration", "学时怎么申报", heeds="city"),
        "declaration_review": AnswerFacts("declaration", "申报由谁审核"),
        "declaration_unavailable": AnswerFacts("declaration", "为什么不能申报", asks="city"),
        "transfer_review": AnswerFacts("transfer", "调转由谁审核"),
        "certificate_print": AnswerFacts("certificate", "证书怎么打印"),
        "other_cooperation": AnswerFacts("other", "与平台合作", promises_person=True),
    },
    {
        "who_reviews": {
            "registration_review": ["registration", "login"],
            "declaration_review": ["declaration"],
            "transfer_review": ["transfer", "certificate_print"],
        }
    },
)

ROLE_BUTTONS = [
    {"title": "专技个人", "payload": '/inform{"role": "personal", "about": "password_recover"}'},
    {"title": "用人单位", "payload": '/inform{"role": "unit", "about": "password_recover"}'},
]
ASKED_ROLE = {"outcome": "ask", "asks": "role", "about": "password_recover", "times": 1}
ASKED_CITY = {"outcome": "ask", "asks": "city", "about": "declaration_unavailable", "times": 1}
OFFER_BUTTONS = [
    {"title": "证书怎么打印", "payload": '/ask{"faq_id": "certificate_print"}'},
    {"title": "怎么注册", "payload": '/ask{"faq_id": "registration_how"}'},
    {"title": "以上都不是", "payload": "/none_of_these"},
]


def user(intent: str, **parsed: Any) -> dict[str, Any]:
    return {"event": "user", "text": "…", "parse_data": {"intent": {"name": intent}, **parsed}}


def bot(metadata: Mapping[str, Any], buttons: Sequence[Mapping[str, str]] = ()) -> dict[str, Any]:
    return {"event": "bot", "text": "…", "metadata": {"metadata": dict(metadata)}, "data": {"buttons": list(buttons)}}


def answered(faq_id: str, **more: str) -> dict[str, Any]:
    topic = KNOWN.answers[faq_id].topic
    return bot({"outcome": "answer", "faq_id": faq_id, "topic": topic, **more})


def after(*events: dict[str, Any], **slots: Any) -> Conversation:
    return conversation(events, slots)


def typed(text: str, intent: str | None = "nlu_fallback", **scores: float) -> ClassifiedMessage:
    """Return a classified message with the answers' and contexts' confidences by name."""
    ranked = [Scored(*one) for one in sorted(scores.items(), key=lambda one: -one[1])]
    answers = [one for one in ranked if one.name in KNOWN.answers]
    return ClassifiedMessage(text, intent, answers, [one for one in ranked if one.name in KNOWN.contexts])
