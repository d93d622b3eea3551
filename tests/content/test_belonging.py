"""What is written elsewhere about topics and answers names those of the catalog."""

from benchmarks.understanding.questions import FRESH, SETS, load
from converter.handwritten import asked_by_hand
from converter.render_context import FILE as CONTEXT_FILE
from owner.live import ANSWERS, PROFILE
from tests.content.live import GENERATED, PHRASINGS, catalog, conversion
from tests.frozen.project import ROOT

CATALOG = catalog()
IDS = {record.id for record in CATALOG.records}


def test_every_topic_has_one_stem_everywhere() -> None:
    topics = {record.topic for record in conversion().catalog.records}
    generated = {path.name for path in GENERATED.iterdir()} - {CONTEXT_FILE, ANSWERS, PROFILE}
    assert generated == {f"{topic}.yml" for topic in topics}
    assert {path.stem for path in (PHRASINGS / "faq").iterdir()} <= set(CATALOG.topics)


def test_every_phrasing_belongs_to_an_answer_and_stands_in_the_file_of_its_topic() -> None:
    topic = {record.id: record.topic for record in conversion().catalog.records}
    for question in asked_by_hand(PHRASINGS / "faq", ROOT):
        assert topic.get(question.answer) == question.path.rpartition("/")[2].removesuffix(".yml"), (
            f"{question.path}:{question.line}"
        )


def test_every_further_question_without_a_subject_belongs_to_a_context() -> None:
    named = {question.answer for question in asked_by_hand(PHRASINGS, ROOT) if question.answer.startswith("context/")}
    assert named <= {f"context/{context.id}" for context in CATALOG.contexts}


def test_held_out_questions_are_asked_about_answers_that_exist() -> None:
    expected = {question.expected for name in (*SETS, *FRESH) for question in load(name) if question.for_an_answer}
    assert expected
    assert expected <= IDS
