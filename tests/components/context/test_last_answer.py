"""What is said about the last answer, or after a hand-over."""

from typing import Any

import pytest

from components.context.conversation import Conversation
from components.context.last_answer import acknowledged, complained, quoted, waiting_for_staff
from components.context.resolution import BY_CITY, COMPLAIN, FALLBACK, QUOTE, STAFF, UNSURE
from tests.components.context.builders import KNOWN, after, answered, bot, said, user

TEXT = "登录平台后点击【证书打印】；文件在首页右侧的通知里。"


def after_answer(faq_id: str = "certificate_print", text: str = TEXT) -> Conversation:
    event: dict[str, Any] = {**answered(faq_id), "text": text}
    return after(user("faq"), event)


def test_a_word_of_the_last_answer_is_quoted() -> None:
    found = quoted(said("哪个文件", UNSURE, registration_how=0.2), after_answer(), KNOWN)
    assert found is not None
    assert (found.intent, found.sentence, found.answer) == (QUOTE, "文件在首页右侧的通知里。", "certificate_print")


def test_what_goes_on_unclearly_gets_the_heart_of_the_answer() -> None:
    found = quoted(said("那我上哪弄去", FALLBACK), after_answer(), KNOWN)
    assert found is not None
    assert found.sentence == "登录平台后点击【证书打印】；"


@pytest.mark.parametrize(
    ("text", "intent", "scores"),
    [
        ("哪个文件", "faq", {"registration_how": 0.9}),
        ("哪里注册", UNSURE, {"registration_how": 0.55}),
        ("今天天气不错", FALLBACK, {}),
        ("我想知道我们单位那份红头文件哪个部门的人可以盖章", FALLBACK, {}),
    ],
)
def test_what_asks_something_else_is_not(text: str, intent: str, scores: dict[str, float]) -> None:
    assert quoted(said(text, intent, **scores), after_answer(), KNOWN) is None
    assert quoted(said("哪个文件", UNSURE), after(), KNOWN) is None


def test_a_complaint_about_the_answer_is_no_complaint_about_everything() -> None:
    found = complained(said("你没有正面回答我", COMPLAIN), after_answer(), KNOWN)
    assert found is not None
    assert (found.intent, found.sentence) == (COMPLAIN, "登录平台后点击【证书打印】；")
    assert complained(said("什么破系统", COMPLAIN), after_answer(), KNOWN) is None
    assert complained(said("你没有正面回答我", COMPLAIN), after(), KNOWN) is None


def test_who_insists_is_asked_for_the_city_an_answer_depends_on() -> None:
    found = complained(said("到底能报还是不能报", UNSURE), after_answer("declaration_how"), KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (BY_CITY, "declaration_unavailable")


def test_what_takes_note_asks_nothing() -> None:
    for text in ("哦哦那我找台电脑", "两样都懂了"):
        assert acknowledged(said(text, FALLBACK), after_answer(), KNOWN) is not None
        assert acknowledged(said(text, FALLBACK), after(), KNOWN) is None
    assert acknowledged(said("好的那证书什么时候发", FALLBACK), after_answer(), KNOWN) is None
    for text in ("登不上", "成绩没有了", "中级的呢", "好几天没审核"):
        assert acknowledged(said(text, FALLBACK), after_answer(), KNOWN) is None


def test_somebody_who_waits_for_a_person_is_not_greeted() -> None:
    handed = after(user("handoff"), bot({"outcome": "handoff"}))
    found = waiting_for_staff(said("有人吗", "greet"), handed, KNOWN)
    assert found is not None
    assert found.intent == STAFF
    assert waiting_for_staff(said("你好", "greet"), handed, KNOWN) is None
    assert waiting_for_staff(said("有人吗", "greet"), after(), KNOWN) is None


def test_what_is_given_back_is_handed_over_no_more() -> None:
    handed, resumed = bot({"outcome": "handoff"}), bot({"outcome": "chat"})
    assert after(user("handoff"), handed).handed_over
    assert not after(user("handoff"), handed, user("resume"), resumed).handed_over
