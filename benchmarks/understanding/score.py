"""What became of a question, and counts of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from benchmarks.understanding.questions import OUT_OF_SCOPE, Question


class Fate(str, Enum):
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
    def fate(self) -> Fate:
        """Declining is right for a question that is out of scope; offering is neither right nor wrong there."""
        expected, reply = self.question, self.reply
        if expected.expected == OUT_OF_SCOPE:
            if reply.answer and reply.answer not in expected.right:
                return Fate.WRONG
            return Fate.LOST if reply.offered else Fate.RIGHT
        if reply.answer and reply.answer != OUT_OF_SCOPE:
            return Fate.RIGHT if reply.answer in expected.right else Fate.WRONG
        if reply.offered:
            return Fate.OFFERED if expected.right & set(reply.offered) else Fate.LOST
        return Fate.DECLINED


def ask_all(questions: Iterable[Question], reply: Callable[[str], Reply]) -> list[Result]:
    return [Result(question, reply(question.text)) for question in questions]


def shares(results: Sequence[Result]) -> Mapping[Fate, float]:
    """Return the share of each fate, 0 to 1."""
    counts = Counter(result.fate for result in results)
    return {fate: counts[fate] / max(1, len(results)) for fate in Fate}


def by(results: Sequence[Result], key: Callable[[Result], str]) -> Mapping[str, list[Result]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[key(result)].append(result)
    return dict(groups)


def cost(results: Sequence[Result]) -> float:
    """Return the mean cost: a wrong answer five times that of asking back; declining a known question, two."""
    price = {Fate.RIGHT: 0.0, Fate.OFFERED: 1.0, Fate.LOST: 1.0, Fate.DECLINED: 2.0, Fate.WRONG: 5.0}
    return sum(price[result.fate] for result in results) / max(1, len(results))
