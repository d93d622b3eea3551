from dataclasses import replace

import pytest

from components.context.giving_up import gives_up
from components.context.resolution import FALLBACK, UNSURE, WITH_PERSON
from components.context.resolve import resolve
from components.context.wishing import CLEAR_WISH
from tests.components.context.builders import KNOWN, after, answered, bot, typed, user
from tests.components.context.test_resolve import OVER, PAUSED
from understanding.labels import CONTEXT, FAQ, GIVES_UP_CLEARLY, GIVES_UP_VAGUELY

REGISTERED = after(user("handoff"), bot({"outcome": "handoff"}))


@pytest.mark.parametrize("text", ["取消登记", "把请求撤了", "不用登记了", "请求我不要了", "刚才登记的取消了吧"])
def test_who_says_so_of_the_request_gives_it_up(text: str) -> None:
    assert gives_up(typed(text, "withdraw")) == GIVES_UP_CLEARLY


@pytest.mark.parametrize("text", ["先别撤回请求", "不要取消登记", "我不想撤回请求", "怎么撤回请求", "请求能撤回吗"])
def test_who_keeps_it_or_asks_how_does_not(text: str) -> None:
    assert gives_up(typed(text, "withdraw")) == GIVES_UP_VAGUELY


def test_what_is_doubtful_withdraws_nothing() -> None:
    doubtful = replace(typed("登记的先不用了", "withdraw"), confidence=CLEAR_WISH - 0.01)
    assert gives_up(doubtful) == GIVES_UP_VAGUELY


@pytest.mark.parametrize(
    ("text", "intent", "found"),
    [
        *[(text, "cancel", GIVES_UP_VAGUELY) for text in ("取消", "不用了", "算了")],
        ("算了，不用人工了", "cancel", GIVES_UP_CLEARLY),
        ("撤回", CONTEXT, GIVES_UP_VAGUELY),
        ("谁审核", CONTEXT, ""),
        ("怎么撤回注册", FAQ, ""),
    ],
)
def test_what_may_be_about_something_else_is_vague(text: str, intent: str, found: str) -> None:
    assert gives_up(typed(text, intent)) == found
    assert resolve(typed(text, intent), PAUSED, KNOWN).gives_up == found


@pytest.mark.parametrize("intent", ["request", "withdraw"])
def test_what_names_no_request_is_about_something_else(intent: str) -> None:
    for talk in (OVER, REGISTERED):
        assert resolve(typed("申报处理了吗", intent), talk, KNOWN).intent == FALLBACK
        assert resolve(typed("登记的问题撤了吧", intent), talk, KNOWN).intent in (None, intent)


def test_a_doubtful_wish_counts_after_a_hand_over_only() -> None:
    doubtful = replace(typed("登记的先不用了", "withdraw"), confidence=0.6)
    assert resolve(doubtful, OVER, KNOWN).intent == FALLBACK
    assert resolve(doubtful, REGISTERED, KNOWN).intent is None


def test_after_a_hand_over_the_topic_does_not_decide_what_is_taken_back() -> None:
    asked = typed("撤回，谁审核", CONTEXT, who_reviews=1.0)
    talked = [user("faq"), answered("declaration_how")]
    assert resolve(asked, after(*talked), KNOWN).answer == "declaration_review"
    handed = after(*talked, user("handoff"), bot({"outcome": "handoff"}))
    found = resolve(asked, handed, KNOWN)
    assert (found.intent, found.answer, len(found.choices)) == (UNSURE, None, 3)


def test_a_question_about_the_request_is_put_to_the_desk_beside_a_person() -> None:
    found = resolve(typed("我的请求处理了吗", "request"), PAUSED, KNOWN)
    assert (found.intent, found.asks_staff, found.asks_request) == (WITH_PERSON, True, True)


def test_a_request_that_was_withdrawn_is_no_hand_over_any_more() -> None:
    withdrawn = bot({"outcome": "chat", "ends_request": True})
    assert REGISTERED.handed_over
    assert not after(user("handoff"), bot({"outcome": "handoff"}), user("withdraw"), withdrawn).handed_over
