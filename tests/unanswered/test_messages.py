"""What tells that a message was not answered."""

from collections.abc import Sequence

import pytest

from persistence.turns import Turn
from tests.unanswered.builders import NOW, rating, turn
from unanswered.messages import Rating, Sign, Unanswered, unanswered

NO = turn("/none_of_these", "decline", intent="none_of_these", at=NOW + 1)
PERSON = turn("转人工", "handoff", intent="handoff", at=NOW + 60)
OFFER = turn("箭头", "offer", intent="nlu_unsure", offers=["login_slider", "login_code"])


def read(turns: Sequence[Turn], ratings: Sequence[Rating] = ()) -> list[Unanswered]:
    return unanswered(turns, ratings, frozenset(), lambda id_: {"old": "new"}.get(id_, id_))


def signs(turns: Sequence[Turn], ratings: Sequence[Rating] = ()) -> dict[str, set[Sign]]:
    return {one.text: set(one.signs) for one in read(turns, ratings)}


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        ([turn("箭头不动", "decline", intent="nlu_fallback")], {"箭头不动": {Sign.DECLINED}}),
        ([OFFER, NO], {"箭头": {Sign.REFUSED}}),
        ([OFFER, turn("都不对", "decline", intent="deny", at=NOW + 9)], {"箭头": {Sign.REFUSED}}),
        ([OFFER], {"箭头": {Sign.UNTAKEN}}),
        ([OFFER, turn("发票", "answer", "other_invoice", at=NOW + 9)], {"箭头": {Sign.UNTAKEN}}),
        ([OFFER, turn("2", "answer", "login_code", at=NOW + 4_000)], {"箭头": {Sign.UNTAKEN}}),
        ([turn("怎么注册", "answer", "login_how"), PERSON], {"怎么注册": {Sign.HANDED_OVER}}),
        ([turn("啥", "handoff", intent="nlu_fallback")], {"啥": {Sign.DECLINED, Sign.HANDED_OVER}}),
    ],
)
def test_a_message_has_the_signs_that_tell_so(turns: Sequence[Turn], found: dict[str, set[Sign]]) -> None:
    assert signs(turns) == found


@pytest.mark.parametrize(
    "turns",
    [
        [turn("怎么注册", "answer", "login_how")],
        [OFFER, turn('/ask{"faq_id": "login_code"}', "answer", "login_code", intent="ask", at=NOW + 1)],
        [OFFER, turn("第二个", "answer", "login_code", at=NOW + 1)],
        [OFFER, turn("滑块拖不动", "answer", "login_slider", at=NOW + 1)],
        # A city elsewhere is told so, and a duty of somebody else's; a failure is none of the FAQ's.
        [turn("我在青岛", "decline", intent="nlu_by_city", reason="outside")],
        [turn("以上都不是", "decline", intent="none_of_these")],
        [turn("怎么找人", "handoff", intent="nlu_handoff")],
        [PERSON],
        [turn("怎么注册", "answer", "login_how", at=NOW - 4_000), PERSON],
        [turn("怎么注册", "answer", "login_how", sender="two"), PERSON],
        [turn("你好", "chat", intent="greet"), PERSON],
    ],
)
def test_what_was_answered_or_asks_nothing_is_none(turns: Sequence[Turn]) -> None:
    assert read(turns) == []


def test_a_rating_belongs_to_the_question_before_the_answer() -> None:
    turns = [
        turn("密码忘了", "ask", "password_forgotten", intent="nlu_by_role"),
        turn("单位的", "answer", "password_forgotten", intent="inform", at=NOW + 5),
    ]
    (result,) = read(turns, [rating(NOW + 5, "old", reason="答非所问")])
    assert (result.text, set(result.signs)) == ("密码忘了", {Sign.UNHELPFUL})
    assert (set(result.answers), result.reasons) == ({"new"}, ("答非所问",))


def test_what_was_given_before_a_hand_over_did_not_help() -> None:
    (result,) = read([turn("怎么注册", "answer", "old"), PERSON])
    assert result.answers == {"new"}


def test_messages_are_masked_again_and_come_in_the_order_of_their_times() -> None:
    later = turn("我的手机号13800138000换了", "decline", at=NOW + 1, sender="a")
    result = read([later, turn("箭头", "decline", sender="b")])
    assert [one.text for one in result] == ["箭头", "我的手机号【手机号】换了"]
