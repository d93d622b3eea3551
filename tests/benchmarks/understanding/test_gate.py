"""No model is good enough that loses an answer: the gate of `make test`, on the model of the frozen content."""

from collections.abc import Sequence

import pytest

from benchmarks.understanding import assistant
from benchmarks.understanding.questions import OUT_OF_SCOPE, SETS, load
from benchmarks.understanding.score import Fate, Result, ask_all, by, shares
from tests.frozen.project import frozen_model

WORST_ANSWER = 6 / 8
"""Share of an answer's held-out questions that must be right at once."""

WORST_OUT_OF_SCOPE = 0.05
"""Share of questions out of scope that may be answered all the same."""


@pytest.fixture(scope="module")
def results() -> list[Result]:
    parse = assistant.load(frozen_model())
    return ask_all([q for name in SETS for q in load(name)], lambda text: assistant.reply(parse(text)))


def lost(group: Sequence[Result]) -> str:
    """Say which questions were lost, and to whom."""
    return "\n".join(
        f"{r.question.text} -> {r.reply.answer or r.reply.offered or 'declined'}"
        for r in group
        if r.fate is not Fate.RIGHT
    )


def test_no_answer_is_lost(results: list[Result]) -> None:
    asked = [r for r in results if r.question.style != "act" and r.question.expected != OUT_OF_SCOPE]
    groups = by(asked, lambda r: r.question.expected)
    assert set(groups) == {q.expected for q in load("answers")}
    failing = {name: lost(group) for name, group in groups.items() if shares(group)[Fate.RIGHT] < WORST_ANSWER}
    assert not failing, "\n\n".join(f"{name}:\n{questions}" for name, questions in failing.items())


def test_little_out_of_scope_is_answered(results: list[Result]) -> None:
    group = [r for r in results if r.question.expected == OUT_OF_SCOPE]
    answered = [r for r in group if r.fate is Fate.WRONG]
    assert len(answered) <= WORST_OUT_OF_SCOPE * len(group), lost(answered)


def test_small_talk_and_calls_for_a_person_are_understood(results: list[Result]) -> None:
    group = [r for r in results if r.question.style == "act"]
    assert shares(group)[Fate.RIGHT] >= 0.9, lost(group)
