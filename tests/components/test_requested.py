"""The requests of a message that asks several things."""

from collections.abc import Sequence

import pytest

from components.requested import beside_statement, requested
from understanding.ranking import MOST_LOOKED_UP, LookedUp, Ranked
from zh.clauses import RequestPiece
from zh.reading import read

RANKED = {
    "改职称": [Ranked("faq/profile_title", 0.9)],
    "打证书": [Ranked("faq/certificate_print", 0.9)],
    "换单位": [Ranked("faq/transfer_how", 0.9)],
    "想改手机号": [Ranked("faq/profile_phone", 0.94)],
}
UNKNOWN = [Ranked("out_of_scope", 0.7)]


def looked_up() -> LookedUp:
    def rank(text: str) -> Sequence[Ranked]:
        return RANKED.get(text, UNKNOWN)

    return LookedUp(rank, 0.6, 0.75)


def test_wants_that_are_counted_are_taken_one_by_one() -> None:
    reading = read("1改职称 2打证书 3换单位")
    found = requested(reading, (), reading.parts(), UNKNOWN, looked_up())
    assert [one.label for one in found.clear] == ["faq/profile_title", "faq/certificate_print", "faq/transfer_how"]
    assert found.unclear is None


@pytest.mark.parametrize(
    "piece", ["صلى الله ", "a@b.", "怎么审核，谁审核，", "忘记密码怎么办；", "怎么注册，另外打证书", "改职称、打证书。"]
)
def test_a_message_of_very_many_clauses_is_not_asked_about_without_end(piece: str) -> None:
    # Each text seems to ask something else, so that every side is looked at.
    asked: list[str] = []

    def rank(text: str) -> Sequence[Ranked]:
        asked.append(text)
        return [Ranked(f"faq/{len(text)}", 0.8)]

    reading = read((piece * 500)[:500])
    requested(reading, (), reading.parts(), UNKNOWN, LookedUp(rank, 0.6, 0.75))
    assert len(asked) <= MOST_LOOKED_UP


def test_a_known_question_is_one() -> None:
    reading = read("改职称,另外打证书")
    known = [Ranked("faq/profile_title", 1.0)]
    assert requested(reading, (), reading.parts(), known, looked_up()).clear == ()


def test_a_wish_beside_a_statement_of_who_somebody_is_counts() -> None:
    parts, states = [RequestPiece("我是某市的护士"), RequestPiece("想改手机号")], [Ranked("inform", 0.67)]
    assert beside_statement(parts, states, looked_up())[0].label == "faq/profile_phone"
    assert beside_statement(parts, UNKNOWN, looked_up()) == UNKNOWN
    assert beside_statement([RequestPiece("我是某市的护士"), RequestPiece("在这上班")], states, looked_up()) == states
