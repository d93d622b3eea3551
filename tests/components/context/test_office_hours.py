"""Questions about hours: the institution's own answer wins over what is said of the assistant's desk."""

from dataclasses import replace

import pytest

from components.context.conversation import Conversation
from components.context.knowledge import AnswerFacts, Knowledge
from components.context.resolution import FALLBACK, STAFF, UNSURE, Resolution, Scored
from components.context.resolve import resolve
from tests.components.context.builders import KNOWN, after, bot, typed, user
from understanding.labels import FAQ

HOURS = {
    "office_hours": AnswerFacts("office", "窗口的上班时间"),
    "office_noon": AnswerFacts("office", "中午可以办业务吗"),
}
WITH_HOURS = replace(KNOWN, answers={**KNOWN.answers, **HOURS})
NO_TALK = after()


def resolved(
    text: str, known: Knowledge, talk: Conversation = NO_TALK, intent: str = STAFF, **scores: float
) -> Resolution:
    ranked = sorted((Scored(*pair) for pair in scores.items()), key=lambda answer: -answer.confidence)
    return resolve(replace(typed(text, intent), answers=ranked, confidence=0.9), talk, known)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("你们中午休息吗", "office_noon"),
        ("中午有人值班没", "office_noon"),
        ("周末上班吗", "office_hours"),
        ("你们几点开门", "office_hours"),
        ("节假日有人值班吗", "office_hours"),
    ],
)
def test_the_institution_s_answer_wins_that_tells_the_period(text: str, answer: str) -> None:
    found = resolved(text, WITH_HOURS, office_noon=0.05, office_hours=0.04, certificate_print=0.01)
    assert (found.intent, found.answer) == (FAQ, answer)


SYSTEM = replace(KNOWN, answers={**KNOWN.answers, "system": AnswerFacts("office", "选课系统开放时间")})


def test_a_likely_answer_is_given_and_one_hardly_likelier_than_others_is_offered() -> None:
    found = resolved("你们周末上班吗", SYSTEM, system=0.03, certificate_print=0.01)
    assert (found.intent, found.answer) == (FAQ, "system")
    found = resolved("你们周末上班吗", SYSTEM, certificate_print=0.03, system=0.02)
    assert (found.intent, found.choices) == (UNSURE, ("system", "certificate_print"))


def test_an_answer_about_nothing_but_hours_is_given_though_the_model_did_not_think_of_it() -> None:
    found = resolved("双休日有没有人值班", WITH_HOURS, certificate_print=0.01)
    assert (found.intent, found.answer) == (FAQ, "office_hours")


def test_what_happens_after_hours_is_no_answer_about_them() -> None:
    after_hours = replace(KNOWN, answers={**KNOWN.answers, "box": AnswerFacts("office", "下班后材料放哪里")})
    assert resolved("你们周末上班吗", after_hours, box=0.05).answer is None


@pytest.mark.parametrize(("text", "answer"), [("几点开门", "office_hours"), ("图书馆几点开门", None)])
def test_what_was_taken_for_strange_is_one_if_it_names_nothing_else(text: str, answer: str | None) -> None:
    found = resolved(text, WITH_HOURS, intent=FALLBACK, office_hours=0.14)
    assert found.answer == answer


@pytest.mark.parametrize("text", ["人工几点上班", "客服中午休息吗", "转人工周末有人接通吗", "截图发到哪里"])
def test_a_question_about_the_desk_stays_one(text: str) -> None:
    assert resolved(text, WITH_HOURS, office_hours=0.3).answer is None


def test_it_stays_one_where_no_answer_tells_hours_or_a_person_was_asked_for() -> None:
    handed = after(user("handoff"), bot({"outcome": "handoff"}))
    assert resolved("你们周末上班吗", KNOWN, certificate_print=0.3).answer is None
    assert resolved("你们周末上班吗", WITH_HOURS, handed, office_hours=0.3).answer is None
