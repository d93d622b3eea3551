"""What counts as right, offered, declined, wrong."""

import pytest

from benchmarks.understanding.questions import Question
from benchmarks.understanding.score import Fate, Reply, Result, cost, shares

KNOWN = Question("a", "careful", "问题", frozenset({"b"}))
UNKNOWN = Question("out_of_scope", "near", "别的")


@pytest.mark.parametrize(
    ("question", "reply", "fate"),
    [
        (KNOWN, Reply("a"), Fate.RIGHT),
        (KNOWN, Reply("b"), Fate.RIGHT),
        (KNOWN, Reply("c"), Fate.WRONG),
        (KNOWN, Reply(offered=("c", "b")), Fate.OFFERED),
        (KNOWN, Reply(offered=("c", "d")), Fate.LOST),
        (KNOWN, Reply(), Fate.DECLINED),
        (KNOWN, Reply("out_of_scope"), Fate.DECLINED),
        (UNKNOWN, Reply(), Fate.RIGHT),
        (UNKNOWN, Reply("out_of_scope"), Fate.RIGHT),
        (UNKNOWN, Reply("a"), Fate.WRONG),
        (UNKNOWN, Reply(offered=("a",)), Fate.LOST),
    ],
)
def test_fate(question: Question, reply: Reply, fate: Fate) -> None:
    assert Result(question, reply).fate is fate


def test_a_wrong_answer_costs_five_times_a_question_asked_back() -> None:
    wrong, offered = Result(KNOWN, Reply("c")), Result(KNOWN, Reply(offered=("a",)))
    assert cost([wrong]) == 5 * cost([offered])


def test_shares_add_up() -> None:
    found = shares([Result(KNOWN, Reply("a")), Result(KNOWN, Reply())])
    assert found[Fate.RIGHT] == found[Fate.DECLINED] == 0.5
    assert sum(found.values()) == 1
