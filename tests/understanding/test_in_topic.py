"""Which answer a message means under the topic that is talked about."""

from dataclasses import replace

import pytest

from understanding.in_topic import NO_ANSWER, Discussed, in_topic, signs
from understanding.ranking import Ranked

REGISTRATION = Discussed(
    "registration_how",
    frozenset({"registration_how", "registration_withdraw"}),
    frozenset({"registration_withdraw"}),
    {"context/withdraw": "registration_withdraw"},
)
ALONE = [Ranked("faq/transfer_withdraw", 0.3), Ranked("faq/registration_withdraw", 0.25), Ranked("out_of_scope", 0.3)]
UNDER = [Ranked("faq/registration_withdraw", 0.95), Ranked("out_of_scope", 0.03)]


@pytest.mark.parametrize("meaning", [True, False])
def test_the_topic_decides_between_answers(meaning: bool) -> None:
    best, *others = in_topic(ALONE, UNDER, 8, REGISTRATION, meaning=meaning)
    assert best.label == "registration_withdraw"
    assert best.confidence > 0.7
    assert all(one.confidence < best.confidence for one in others)


@pytest.mark.parametrize("meaning", [True, False])
def test_what_is_clear_alone_stays_clear_under_another_topic(meaning: bool) -> None:
    alone = [Ranked("faq/certificate_print", 0.98), Ranked("out_of_scope", 0.01)]
    there = [Ranked("faq/certificate_print", 0.7), Ranked("out_of_scope", 0.2)]
    best = in_topic(alone, there, 8, REGISTRATION, meaning=meaning)[0]
    assert best.label == "certificate_print"
    assert best.confidence > 0.65


@pytest.mark.parametrize("meaning", [True, False])
def test_what_nothing_answers_stays_without_an_answer(meaning: bool) -> None:
    unknown = [Ranked("out_of_scope", 0.99), Ranked("faq/registration_how", 0.004)]
    there = [Ranked("out_of_scope", 0.7), Ranked("faq/registration_how", 0.2)]
    assert all(one.confidence < 0.3 for one in in_topic(unknown, there, 8, REGISTRATION, meaning=meaning))


def test_a_question_without_a_subject_counts_for_what_it_means_here() -> None:
    alone = [Ranked("context/withdraw", 0.6), Ranked("out_of_scope", 0.2)]
    meant = signs(alone, [], 5, REGISTRATION)["registration_withdraw"]["meant"]
    elsewhere = replace(REGISTRATION, means={})
    assert "registration_withdraw" not in signs(alone, [], 5, elsewhere)
    assert meant > signs(ALONE, UNDER, 5, REGISTRATION)["registration_withdraw"]["meant"]


def test_without_any_ranking_no_answer_is_meant() -> None:
    assert in_topic([], [], 1, replace(REGISTRATION, means={}), meaning=True) == []
    assert list(signs([], [], 1, replace(REGISTRATION, means={}))) == [NO_ANSWER]
