"""What counts as right, offered, declined, wrong."""

import pytest

from benchmarks.understanding.questions import Question
from benchmarks.understanding.score import QuestionOutcome, Reply, Result, cost, shares

KNOWN = Question("a", "careful", "问题", frozenset({"b"}))
UNKNOWN = Question("out_of_scope", "near", "别的")


@pytest.mark.parametrize(
    ("question", "reply", "outcome"),
    [
        (KNOWN, Reply("a"), QuestionOutcome.RIGHT),
        (KNOWN, Reply("b"), QuestionOutcome.RIGHT),
        (KNOWN, Reply("c"), QuestionOutcome.WRONG),
        (KNOWN, Reply(offered=("c", "b")), QuestionOutcome.OFFERED),
        (KNOWN, Reply(offered=("c", "d")), QuestionOutcome.LOST),
        (KNOWN, Reply(), QuestionOutcome.DECLINED),
        (KNOWN, Reply("out_of_scope"), QuestionOutcome.DECLINED),
        (UNKNOWN, Reply(), QuestionOutcome.RIGHT),
        (UNKNOWN, Reply("out_of_scope"), QuestionOutcome.RIGHT),
        (UNKNOWN, Reply("a"), QuestionOutcome.WRONG),
        (UNKNOWN, Reply(offered=("a",)), QuestionOutcome.LOST),
    ],
)
def test_outcome(question: Question, reply: Reply, outcome: QuestionOutcome) -> None:
    assert Result(question, reply).outcome is outcome


def test_a_wrong_answer_costs_five_times_a_question_asked_back() -> None:
    wrong, offered = Result(KNOWN, Reply("c")), Result(KNOWN, Reply(offered=("a",)))
    assert cost([wrong]) == 5 * cost([offered])


def test_shares_add_up() -> None:
    found = shares([Result(KNOWN, Reply("a")), Result(KNOWN, Reply())])
    assert found[QuestionOutcome.RIGHT] == found[QuestionOutcome.DECLINED] == 0.5
    assert sum(found.values()) == 1
