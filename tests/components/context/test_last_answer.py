"""Messages about the last answer, or after a hand-over."""

from dataclasses import replace
from typing import Any

import pytest

from components.context.conversation import Conversation
from components.context.knowledge import AnswerFacts
from components.context.last_answer import (
    about_last,
    acknowledged,
    complained,
    quoted,
    state_given,
    turned_to,
    waiting_for_staff,
)
from components.context.resolution import BY_CITY, COMPLAIN, FALLBACK, QUOTE, STAFF, UNSURE, Resolution, Scored
from tests.components.context.builders import KNOWN, OFFER_BUTTONS, after, answered, bot, typed, user
from understanding.last_answer import Letters

LETTERED = replace(KNOWN, letters=Letters.of(answer.title for answer in KNOWN.answers.values()))

TEXT = "登录平台后点击【证书打印】；文件在首页右侧的通知里。"


def after_answer(faq_id: str = "certificate_print", text: str = TEXT) -> Conversation:
    event: dict[str, Any] = {**answered(faq_id), "text": text}
    return after(user("faq"), event)


def test_a_word_of_the_last_answer_is_quoted() -> None:
    found = quoted(typed("哪个文件", UNSURE, registration_how=0.2), after_answer(), KNOWN)
    assert found is not None
    assert (found.intent, found.sentence, found.answer) == (QUOTE, "文件在首页右侧的通知里。", "certificate_print")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("几天能好", "1-3个工作日内处理。"),
        ("照片发到哪", "照片发送至 a@example.org。"),
    ],
)
def test_what_is_asked_for_is_quoted_by_its_kind(text: str, sentence: str) -> None:
    talk = after_answer("certificate_print", "看看是否通过。照片发送至 a@example.org。1-3个工作日内处理。")
    found = about_last(typed(text, FALLBACK), talk, LETTERED)
    assert found is not None
    assert found.sentence == sentence


def test_what_goes_on_unclearly_gets_the_heart_of_the_answer() -> None:
    found = quoted(typed("那我上哪弄去", FALLBACK), after_answer(), KNOWN)
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
    assert quoted(typed(text, intent, **scores), after_answer(), KNOWN) is None
    assert quoted(typed("哪个文件", UNSURE), after(), KNOWN) is None


def test_a_complaint_about_the_answer_is_no_complaint_about_everything() -> None:
    found = complained(typed("你没有正面回答我", COMPLAIN), after_answer(), KNOWN)
    assert found is not None
    assert (found.intent, found.sentence) == (COMPLAIN, "登录平台后点击【证书打印】；")
    assert complained(typed("什么破系统", COMPLAIN), after_answer(), KNOWN) is None
    assert complained(typed("你没有正面回答我", COMPLAIN), after(), KNOWN) is None


def test_who_insists_is_asked_for_the_city_an_answer_depends_on() -> None:
    found = complained(typed("到底能报还是不能报", UNSURE), after_answer("declaration_how"), KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (BY_CITY, "declaration_unavailable")


def test_who_insists_on_something_else_is_not_quoted_the_last_answer() -> None:
    insisting = replace(typed("换管理员到底找谁", FALLBACK), out_of_scope=0.9)
    assert complained(insisting, after_answer(), KNOWN) is None
    assert complained(replace(insisting, out_of_scope=0.3), after_answer(), KNOWN) is not None


def test_what_takes_note_asks_nothing() -> None:
    for text in ("哦哦那我找台电脑", "两样都懂了"):
        assert acknowledged(typed(text, FALLBACK), after_answer(), KNOWN) is not None
        assert acknowledged(typed(text, FALLBACK), after(), KNOWN) is None
    assert acknowledged(typed("好的那证书什么时候发", FALLBACK), after_answer(), KNOWN) is None
    for text in ("登不上", "成绩没有了", "中级的呢", "好几天没审核"):
        assert acknowledged(typed(text, FALLBACK), after_answer(), KNOWN) is None


def test_somebody_who_waits_for_a_person_is_not_greeted() -> None:
    handed = after(user("handoff"), bot({"outcome": "handoff"}))
    found = waiting_for_staff(typed("有人吗", "greet"), handed, KNOWN)
    assert found is not None
    assert found.intent == STAFF
    assert waiting_for_staff(typed("你好", "greet"), handed, KNOWN) is None
    assert waiting_for_staff(typed("在吗", "greet"), after(), KNOWN) is None
    assert waiting_for_staff(typed("您好，我是个人", "greet"), after(), KNOWN) is None


@pytest.mark.parametrize("text", ["有人吗", "喂，有人在吗", "来个人"])
def test_who_calls_for_somebody_is_told_who_is_there(text: str) -> None:
    assert waiting_for_staff(typed(text, "greet"), after(), KNOWN) == Resolution(STAFF)


def test_what_is_given_back_is_handed_over_no_more() -> None:
    handed, resumed = bot({"outcome": "handoff"}), bot({"outcome": "chat"})
    assert after(user("handoff"), handed).handed_over
    assert not after(user("handoff"), handed, user("resume"), resumed).handed_over


def test_what_nobody_has_answered_stays_handed_over() -> None:
    handed = bot({"outcome": "handoff"})
    assert after(user("handoff"), handed, user("resume"), handed).handed_over


CONDITIONAL = (
    "登录后点击【用户资料管理】修改，单位管理员审核通过后生效。如果撤回不了，您可以联系单位管理员驳回。"
    "如果审核已经通过了，请发送照片至邮箱，1-3个工作日处理。"
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("管理员审核后生效不", "登录后点击【用户资料管理】修改，单位管理员审核通过后生效。"),
        ("审核已通过了", "如果审核已经通过了，请发送照片至邮箱，1-3个工作日处理。"),
        ("撤回不了", "如果撤回不了，您可以联系单位管理员驳回。"),
    ],
)
def test_what_the_last_answer_speaks_of_is_answered_by_its_passage(text: str, sentence: str) -> None:
    for intent in (UNSURE, FALLBACK):
        found = about_last(typed(text, intent, certificate_print=0.2), after_answer(text=CONDITIONAL), LETTERED)
        assert found is not None
        assert (found.intent, found.sentence, found.answer) == (QUOTE, sentence, "certificate_print")


@pytest.mark.parametrize(
    ("text", "intent", "scores"),
    [
        ("审核已通过了", "faq", {"registration_how": 0.9}),
        ("审核已通过了", UNSURE, {"registration_how": 0.35}),
        ("论文查重去哪找便宜的店铺", FALLBACK, {}),
        ("审核", UNSURE, {}),
    ],
)
def test_what_it_does_not_speak_of_is_not(text: str, intent: str, scores: dict[str, float]) -> None:
    assert about_last(typed(text, intent, **scores), after_answer(text=CONDITIONAL), LETTERED) is None


def test_a_question_is_no_courtesy() -> None:
    asked = about_last(
        typed("审核已通过了吗", "cancel", certificate_print=0.2), after_answer(text=CONDITIONAL), LETTERED
    )
    assert asked is not None
    assert asked.intent == QUOTE
    talk = after_answer(text=CONDITIONAL)
    assert about_last(typed("审核已通过了", "thank", certificate_print=0.2), talk, LETTERED) is None


def test_the_same_for_another_role_is_that_roles_answer() -> None:
    text = "提交注册信息，需要上级审核部门审核通过。"
    facts = AnswerFacts("registration", "注册由谁审核", asks="role")
    known = replace(LETTERED, answers={**LETTERED.answers, "registration_review": facts})
    given = bot({"outcome": "answer", "faq_id": "registration_review", "role": "unit"})
    talk = after(user("faq"), {**given, "text": text}, role="unit")
    asked = typed("那老师们自己注册呢 他们的谁来审", UNSURE, registration_review=0.4)
    found = about_last(asked, talk, known)
    assert found is not None
    assert (found.answer, found.entities["role"].value) == ("registration_review", "personal")
    same = about_last(typed("上级审核部门审核通过吗", UNSURE, registration_review=0.4), talk, known)
    assert same is not None
    assert same.intent == QUOTE


def test_a_place_in_both_says_nothing_of_what_is_asked() -> None:
    talk = after_answer("declaration_unavailable", "日照无法在本平台申报，建议前往地市相关平台。")
    for step in (about_last, quoted):
        assert step(replace(typed("日照的房价现在多少", FALLBACK), out_of_scope=0.9), talk, LETTERED) is None


def test_what_is_surely_out_of_scope_is_not_about_the_last_answer() -> None:
    asked = typed("审核已通过了吗", FALLBACK, certificate_print=0.01)
    assert about_last(replace(asked, out_of_scope=0.5), after_answer(text=CONDITIONAL), LETTERED) is not None
    assert about_last(replace(asked, out_of_scope=1.0), after_answer(text=CONDITIONAL), LETTERED) is None


def test_what_is_rather_small_talk_is_not_about_the_last_answer() -> None:
    talk = after_answer(text=CONDITIONAL)
    assert about_last(typed("审核已通过了", FALLBACK, certificate_print=0.2), talk, LETTERED) is not None
    chat = replace(typed("审核已通过了", FALLBACK, certificate_print=0.2), small_talk=0.8)
    assert about_last(chat, talk, LETTERED) is None


def test_what_goes_on_with_something_else_gets_no_heart_of_the_answer() -> None:
    assert quoted(replace(typed("那我上哪弄去", FALLBACK), out_of_scope=0.98), after_answer(), KNOWN) is None


def test_what_another_answer_is_likely_for_under_the_topic_is_not_about_the_last_one() -> None:
    asked = replace(typed("审核已通过了吗", FALLBACK), in_topic=[Scored("registration_review", 0.55)])
    assert about_last(asked, after_answer(text=CONDITIONAL), LETTERED) is None


def test_what_the_state_of_the_account_excludes_is_not_quoted() -> None:
    talk = after_answer(text="先确定注册后审核是否通过。如果没有，您可以自行撤回。如果审核通过了，请发送修改的邮件。")
    asked = typed("那修改的邮件发送给谁呀", FALLBACK, certificate_print=0.2)
    quote = about_last(asked, talk, LETTERED)
    assert quote is not None
    assert quote.sentence == "如果审核通过了，请发送修改的邮件。"
    pending = about_last(asked, replace(talk, states=frozenset({"pending"})), LETTERED)
    assert pending is not None
    assert pending.sentence == "如果没有，您可以自行撤回。"


def test_a_question_in_a_state_gets_the_condition_for_that_state() -> None:
    talk = after_answer(text="先确定注册后审核是否通过。如果没有，您可以自行撤回。如果审核通过了，请发送邮件。")
    asked = typed("还没审核通过的话也发邮件吗", FALLBACK, certificate_print=0.2)
    found = about_last(asked, talk, LETTERED)
    assert found is not None
    assert found.sentence == "如果没有，您可以自行撤回。"


def test_an_unknown_question_needs_more_than_a_word_of_the_answer() -> None:
    talk = after_answer(text="您可以联系单位管理员重置密码。")
    assert quoted(typed("单位管理员能重置吗", FALLBACK), talk, KNOWN) is not None
    assert quoted(typed("主管怎么审下面单位的注册呀", FALLBACK), talk, KNOWN) is None


def test_who_waits_after_a_hand_over_takes_note() -> None:
    waiting = after(user("faq"), answered("certificate_print"), user("handoff"), bot({"outcome": "handoff"}))
    assert acknowledged(typed("好的我等着", FALLBACK), waiting, KNOWN) is not None
    assert acknowledged(typed("好的等着", "affirm"), waiting, KNOWN) is not None


def test_yes_after_an_answer_takes_note_and_replies_to_what_is_asked() -> None:
    assert acknowledged(typed("行", "affirm"), after_answer(), KNOWN) is not None
    offered = after(user("nlu_unsure"), bot({"outcome": "offer"}, OFFER_BUTTONS))
    assert acknowledged(typed("行", "affirm"), offered, KNOWN) is None


def test_who_goes_on_with_a_trouble_does_not_only_take_note() -> None:
    assert acknowledged(typed("好了 提交上了 但选成分院了", FALLBACK), after_answer(), KNOWN) is None


def test_a_clear_question_is_not_about_the_last_answer() -> None:
    clear = typed("审核已通过了吗", "faq", registration_how=0.65)
    assert about_last(clear, after_answer(text=CONDITIONAL), LETTERED) is None


def test_without_an_answer_nothing_is_about_it() -> None:
    assert about_last(typed("审核已通过了", FALLBACK), after(), LETTERED) is None


def test_who_says_what_they_will_do_takes_note() -> None:
    assert acknowledged(typed("成我去市里的平台弄", "faq", certificate_print=0.7), after_answer(), KNOWN) is not None
    assert acknowledged(typed("成我去市里的平台弄", "faq", certificate_print=0.7), after(), KNOWN) is None
    assert acknowledged(typed("好的我去打印证书", "faq", certificate_print=0.95), after_answer(), KNOWN) is None


def test_whom_to_turn_to_is_what_the_answer_says_of_it() -> None:
    talk = after_answer(text="区域错了无法修改。请联系单位确定。")
    found = turned_to(typed("那找谁说去", "handoff"), talk, KNOWN)
    assert found is not None
    assert (found.intent, found.sentence) == (QUOTE, "请联系单位确定。")
    assert turned_to(typed("考勤机坏了找谁"), talk, KNOWN) is None
    assert turned_to(typed("那找谁说去", "handoff"), after_answer(), KNOWN) is None


IF_APPROVED = "先确定审核是否通过。如果没有，您可以自行撤回。如果注册审核通过了，请您发送至邮箱。"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("还没审核通过呢", "如果没有，您可以自行撤回。"),
        ("注册已经通过了", "如果注册审核通过了，请您发送至邮箱。"),
        ("刚才单位给通过了，名字还是错的", "如果注册审核通过了，请您发送至邮箱。"),
    ],
)
def test_a_state_gets_the_condition_that_it_fulfils(text: str, holds: str) -> None:
    found = state_given(typed(text, FALLBACK), after_answer(text=IF_APPROVED), KNOWN)
    assert found is not None
    assert (found.intent, found.sentence) == (QUOTE, holds)


@pytest.mark.parametrize("text", ["审核通过了怎么登录", "谢谢", "注册已经通过了"])
def test_a_question_or_an_answer_without_states_is_left_alone(text: str) -> None:
    plain = text == "注册已经通过了"
    talk = after_answer(text=TEXT if plain else IF_APPROVED)
    assert state_given(typed(text, FALLBACK), talk, KNOWN) is None


@pytest.mark.parametrize("text", ["那这事我该问谁", "你就说俺该找谁去"])
def test_whom_to_turn_to_after_a_refusal_is_no_word_of_the_answer_before(text: str) -> None:
    events = (user("faq"), {**answered("certificate_print"), "text": "请联系单位。"})
    quoted_here = turned_to(typed(text), after(*events), KNOWN)
    assert quoted_here is not None
    assert quoted_here.intent == QUOTE
    found = turned_to(typed(text), after(*events, user("nlu_fallback"), bot({"outcome": "decline"})), KNOWN)
    assert found is not None
    assert found.intent == STAFF
