from collections.abc import Sequence
from dataclasses import replace

import pytest

from components.context.conversation import Conversation
from components.context.resolution import GOODBYE, THANK, Scored
from components.context.resolve import resolve
from tests.components.context.builders import ASKED_ROLE, KNOWN, after, answered, bot, typed, user

ROLE_ASKED = after(user("nlu_by_role"), bot(ASKED_ROLE))


def resolved(
    text: str, by_clause: Sequence[str], intent: str = "nlu_fallback", talk: Conversation | None = None
) -> str:
    """Return the intent of an unclear message whose clauses are labelled so."""
    labels = [Scored(name, 0.9) for name in by_clause]
    return resolve(replace(typed(text, intent), by_clause=labels), talk or Conversation(), KNOWN).intent or ""


@pytest.mark.parametrize(
    ("text", "by_clause"),
    [
        ("换管理员要盖什么章，给我找个人吧", ["out_of_scope", "handoff"]),
        ("说了半天没说到点上，转人工，谢谢", ["complain", "handoff", "thank"]),
        ("那叫个真人来，你们几点下班", ["handoff", "staff"]),
        ("不用打印，给我接人工", ["faq/certificate_print", "handoff"]),
    ],
)
def test_a_call_for_a_person_at_the_end_decides(text: str, by_clause: Sequence[str]) -> None:
    for intent in ("nlu_fallback", "nlu_unsure"):
        assert resolved(text, by_clause, intent) == "handoff"
    assert resolved(text, by_clause, talk=ROLE_ASKED) == "handoff"


@pytest.mark.parametrize(
    ("text", "by_clause"),
    [
        ("先别转人工，我问个别的事", ["handoff", "out_of_scope"]),
        ("换管理员盖章，别给我找人工", ["out_of_scope", "handoff"]),
        ("换管理员盖章，怎么转人工", ["out_of_scope", "handoff"]),
        ("转人工，算了我自己弄", ["handoff", "out_of_scope"]),
        ("证书怎么打印，转人工", ["faq/certificate_print", "handoff"]),
    ],
)
def test_denied_asked_about_or_beside_an_answer_it_does_not(text: str, by_clause: Sequence[str]) -> None:
    assert resolved(text, by_clause) != "handoff"


@pytest.mark.parametrize(
    ("text", "by_clause"),
    [
        ("不是打印，算了，我找同事看看吧，谢谢", ["out_of_scope", "cancel", "out_of_scope", "thank"]),
        ("真人也没有，那行，我去打热线，拜拜", ["complain", "affirm", "out_of_scope", "goodbye"]),
        ("我去问局里，先这样", ["faq/transfer_review", "goodbye"]),
    ],
)
def test_who_leaves_at_the_end_is_told_goodbye(text: str, by_clause: Sequence[str]) -> None:
    for intent in ("nlu_fallback", "nlu_unsure", "staff"):
        assert resolved(text, by_clause, intent) == GOODBYE


@pytest.mark.parametrize(
    ("text", "by_clause"),
    [
        ("谁给我审核，我先去忙，谢谢", ["context/who_reviews", "hold", "thank"]),
        ("证书打印不了，算了，谢谢", ["faq/certificate_print", "cancel", "thank"]),
        ("那个老是弹窗，谢谢", ["out_of_scope", "thank"]),
    ],
)
def test_who_asks_or_tells_a_trouble_before_does_not_only_leave(text: str, by_clause: Sequence[str]) -> None:
    assert resolved(text, by_clause) != GOODBYE


def test_thanks_behind_a_remark_are_thanks() -> None:
    answer = after(user("faq"), answered("certificate_print"))
    remark = "看到了，在左边，谢谢您"
    assert resolved(remark, ["hold", "out_of_scope", "thank"], talk=answer) == THANK
    assert resolved(remark, ["hold", "out_of_scope", "thank"]) != THANK
    assert resolved(remark, ["hold", "faq/transfer_review", "thank"], talk=answer) != THANK


def test_a_reply_to_a_question_does_not_leave() -> None:
    leaving = "不知道，算了，我去问单位，谢谢", ["out_of_scope", "cancel", "out_of_scope", "thank"]
    assert resolved(*leaving, talk=ROLE_ASKED) != GOODBYE
