"""The benchmark of what is new: what a trial teaches, how another institution's FAQ is read, what the page says."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.understanding import new_faq, new_report, tiny_faq
from benchmarks.understanding.learner import learn
from benchmarks.understanding.new_answer import ALL, House, Trial, chosen, known_answers, taught
from benchmarks.understanding.new_faq import NewFaq
from benchmarks.understanding.questions import OUT_OF_SCOPE
from components.context.knowledge import AnswerFacts, Knowledge
from owner.defaults import TEMPLATE
from understanding.labels import FAQ, bare, is_under

SMALL = House(
    (
        *(("怎么办证", "faq/card"), ("办张卡", "faq/card"), ("想要一张借书卡", "faq/card")),
        *(("几点开门", "faq/hours"), ("你好", "greet")),
    ),
    frozenset({"怎么办证", "几点开门"}),
    Knowledge({"card": AnswerFacts(title="办证"), "hours": AnswerFacts(title="开放时间")}),
)


@pytest.fixture(scope="module", params=sorted(folder.name for folder in new_faq.INSTITUTIONS.iterdir()))
def faq(request: pytest.FixtureRequest) -> NewFaq:
    return new_faq.institution(request.param)


@pytest.mark.parametrize(("phrasings", "left"), [(0, 1), (1, 2), (5, 3)])
def test_a_new_answer_keeps_the_faq_s_own_questions_and_so_many_phrasings(phrasings: int, left: int) -> None:
    examples = taught(SMALL, "card", phrasings)
    assert next(text for text, label in examples if label == "faq/card") == "怎么办证"
    assert len([one for one in examples if one[1] == "faq/card"]) == left
    assert set(SMALL.examples) - set(examples) <= {one for one in SMALL.examples if one[1] == "faq/card"}


def test_the_answers_in_turn_are_distinct_and_known() -> None:
    some = chosen(8)
    assert len(set(some)) == 8
    assert set(some) <= set(known_answers())


def test_a_known_question_is_answered_and_small_talk_recognised() -> None:
    reply = learn([*SMALL.examples, *((f"无关的话{n}", OUT_OF_SCOPE) for n in range(5))], SMALL.known, SMALL.responses)
    assert reply("几点开门？").answer == "hours"
    assert reply("你好").answer == "greet"


def test_another_institution_s_faq_is_read_whole(faq: NewFaq) -> None:
    asked = [question for question in faq.questions if question.expected != OUT_OF_SCOPE]
    assert len(faq.known.answers) == 30
    assert {question.expected for question in asked} == set(faq.known.answers)
    assert len(asked) == 8 * 30
    assert len(faq.questions) - len(asked) == 60
    assert {label for _, label in faq.examples if label.startswith("faq/")} == {f"faq/{a}" for a in faq.known.answers}


def test_a_question_of_the_faq_in_nearly_its_words_is_answered_at_once(faq: NewFaq) -> None:
    reply = new_faq.ours(faq)
    changed = [
        (new, bare(label))
        for text, label in faq.examples
        if is_under(FAQ, label)
        for new in (f"那个{text}谢谢", text.replace("怎么", "如何"), text.replace("多少", "几多"))
        if new != text
    ]
    right = [reply(text).answer == answer for text, answer in changed]
    assert sum(right) >= 0.95 * len(right)


def test_the_page_says_what_others_lose() -> None:
    full = Trial("a", ALL, 10, 10, 0, 0, 0, 0, 0, 0, others=200, others_right=190)
    few = replace(full, phrasings=0, at_once=4, offered=3, declined=3, taken=2, others_right=188)
    page = new_report.as_markdown([], [few, full])
    assert "| 0 | 10 | 40.0 % | 70.0 % | 30.0 % | 0.0 % | 1.00 | 2 | 0 |" in page
    assert "| all | 10 | 100.0 % |" in page


@pytest.mark.parametrize("folder", sorted(tiny_faq.FOLDER.iterdir()), ids=lambda folder: folder.name)
def test_a_tiny_faq_is_asked_of_its_six_answers_and_of_none(folder: Path) -> None:
    tiny = new_faq.new_faq(folder, TEMPLATE)
    assert len(tiny.known.answers) == 6
    on = [one.expected for one in tiny.questions if one.style == "on"]
    assert (len(on), set(on)) == (12, set(tiny.known.answers))
    assert [one.expected for one in tiny.questions if one.style == "off"] == [OUT_OF_SCOPE] * 15
