"""Scores replies to held-out questions (right, offered, wrong …), and counts the scores."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from benchmarks.understanding.questions import OUT_OF_SCOPE, Question


class QuestionOutcome(str, Enum):
    """What became of a question; the values stand in reports."""

    RIGHT = "right at once"
    OFFERED = "one button away"
    DECLINED = "declined"
    LOST = "offered without it"
    WRONG = "wrong answer"


@dataclass(frozen=True)
class Reply:
    """What a system does with a question: gives `answer` (an id or a plain intent), or offers, or neither."""

    answer: str = ""
    offered: tuple[str, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True)
class Result:
    question: Question
    reply: Reply

    @property
    def outcome(self) -> QuestionOutcome:
        """Declining is right for a question that is out of scope; offering is neither right nor wrong there."""
        expected, reply = self.question, self.reply
        if expected.expected == OUT_OF_SCOPE:
            if reply.answer and reply.answer not in expected.right:
                return QuestionOutcome.WRONG
            return QuestionOutcome.LOST if reply.offered else QuestionOutcome.RIGHT
        if reply.answer and reply.answer != OUT_OF_SCOPE:
            return QuestionOutcome.RIGHT if reply.answer in expected.right else QuestionOutcome.WRONG
        if reply.offered:
            return QuestionOutcome.OFFERED if expected.right & set(reply.offered) else QuestionOutcome.LOST
        return QuestionOutcome.DECLINED


def ask_all(questions: Iterable[Question], reply: Callable[[str], Reply]) -> list[Result]:
    return [Result(question, reply(question.text)) for question in questions]


def shares(results: Sequence[Result]) -> Mapping[QuestionOutcome, float]:
    """Return the share of each outcome, 0 to 1."""
    counts = Counter(result.outcome for result in results)
    return {outcome: counts[outcome] / max(1, len(results)) for outcome in QuestionOutcome}


def by(results: Sequence[Result], key: Callable[[Result], str]) -> Mapping[str, list[Result]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[key(result)].append(result)
    return dict(groups)


def cost(results: Sequence[Result]) -> float:
    """Return the mean cost: a wrong answer five times that of asking back; declining a known question, two."""
    price = {
        QuestionOutcome.RIGHT: 0.0,
        QuestionOutcome.OFFERED: 1.0,
        QuestionOutcome.LOST: 1.0,
        QuestionOutcome.DECLINED: 2.0,
        QuestionOutcome.WRONG: 5.0,
    }
    return sum(price[result.outcome] for result in results) / max(1, len(results))
