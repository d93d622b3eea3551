from collections.abc import Sequence
from dataclasses import replace

import pytest

from components.context.conversation import Conversation
from components.context.resolution import REQUEST, STAFF, WITHDRAW, Scored
from components.context.resolve import resolve
from tests.components.context.builders import KNOWN, after, answered, bot, typed, user
from understanding.labels import GIVES_UP_CLEARLY, GIVES_UP_VAGUELY
from zh.awaiting import NUMBER, PHONE, WHEN, WHERE

HANDED_OVER = [user("handoff"), bot({"outcome": "handoff"})]
REGISTERED = after(*HANDED_OVER)
KEPT = after(*HANDED_OVER, user("cancel"), bot({"outcome": "handoff", "asks_withdrawal": True}))
ANSWERED = after(*HANDED_OVER, user("faq"), answered("certificate_print"))


@pytest.mark.parametrize(
    ("text", "intent", "by_clause", "wants"),
    [
        ("他们几点打给我", "nlu_fallback", (), [PHONE, WHEN]),
        ("人家从哪联系我", None, (), [WHERE]),
        ("编号8代表什么", "out_of_scope", (), [NUMBER]),
        ("会有人看吗", "request", (), []),
        ("得等多久", "staff", (), [WHEN]),
        ("好吧我等着，大概等多久", "nlu_unsure", ["hold", "staff"], [WHEN]),
        ("登记的号是9，到时候怎么通知我", "nlu_fallback", ["request", "out_of_scope"], [WHERE]),
    ],
)
def test_questions_about_the_request_are_answered_by_its_state(
    text: str, intent: str | None, by_clause: Sequence[str], wants: list[str]
) -> None:
    message = replace(typed(text, intent), by_clause=[Scored(name, 0.8) for name in by_clause])
    found = resolve(message, REGISTERED, KNOWN)
    assert (found.intent, list(found.wants)) == (STAFF if intent == "staff" else REQUEST, wants)


def test_what_asks_for_an_answer_or_before_a_hand_over_is_no_such_question() -> None:
    strange = typed("他们几点打给我", "nlu_fallback")
    assert resolve(strange, Conversation(), KNOWN).intent != REQUEST
    likely = typed("怎么联系我们单位的管理员", "nlu_unsure", certificate_print=0.6)
    assert resolve(likely, REGISTERED, KNOWN).intent != REQUEST
    assert resolve(typed("多久能通知我", "faq", certificate_print=0.9), REGISTERED, KNOWN).answer == "certificate_print"
    other = replace(typed("天气怎么样，谁给我审核"), by_clause=[Scored("out_of_scope", 1.0)] * 2)
    assert resolve(other, REGISTERED, KNOWN).intent != REQUEST


@pytest.mark.parametrize(
    "text", ["我号码报给你行不", "明天真有人给看吗", "页面关了还收得到回复不", "要守着电脑吗", "是谁来处理"]
)
def test_right_after_the_hand_over_words_alone_decide(text: str) -> None:
    for intent in ("nlu_fallback", "nlu_unsure", "complain"):
        assert resolve(typed(text, intent, certificate_print=0.2), REGISTERED, KNOWN).intent == REQUEST
        assert resolve(typed(text, intent, certificate_print=0.4), REGISTERED, KNOWN).intent != REQUEST
        assert resolve(typed(text, intent), ANSWERED, KNOWN).intent != REQUEST


def withdrawal(text: str, talk: Conversation, intent: str = "nlu_fallback") -> tuple[str | None, str]:
    found = resolve(typed(text, intent), talk, KNOWN)
    return found.intent, found.gives_up


@pytest.mark.parametrize("text", ["那给我撤掉吧", "行 撤", "撤了吧我不等了"])
def test_the_open_request_is_withdrawn_in_a_word(text: str) -> None:
    for talk in (REGISTERED, KEPT):
        assert withdrawal(text, talk) == (WITHDRAW, GIVES_UP_CLEARLY)
    assert withdrawal(text, Conversation())[0] != WITHDRAW


def test_behind_an_answer_it_may_mean_what_that_is_about() -> None:
    assert withdrawal("那给我撤掉吧", ANSWERED, "withdraw") == (WITHDRAW, GIVES_UP_VAGUELY)
    assert withdrawal("那给我撤掉吧", ANSWERED, "context")[0] != WITHDRAW


def test_a_mere_word_withdraws_only_where_the_way_was_named() -> None:
    assert withdrawal("撤回", KEPT, "context") == (WITHDRAW, GIVES_UP_CLEARLY)
    assert withdrawal("撤回", REGISTERED, "context")[0] != WITHDRAW
    assert withdrawal("先别撤回", KEPT)[0] != WITHDRAW
