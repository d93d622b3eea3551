"""Judges proposals by the present model: which answer wins now, how surely, what speaks against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from converter.checks.negatives import collisions
from converter.checks.questions import PlacedQuestion
from suggest.content import Content
from understanding.encoder import SentenceEncoder
from understanding.gist import gist
from understanding.labels import answer_label, bare
from understanding.ranking import Ranked, Ranker
from understanding.trained import Trained
from zh.fillers import to_the_point
from zh.fold import fold

CLEAR_BY_WORDS, RANKED, OFFER_AT, ANSWER_AT = 0.75, 10, 0.3, 0.75
"""Of the pipeline, where config.yml says nothing else."""

AGAINST_A_NEGATIVE = 0.3
"""What is left of the use of a phrasing that a hand-written negative says."""

WELL_NEAR = 0.3
"""This answer's confidence from which a phrasing is near it."""

CARRIER, NEIGHBOUR, MESSAGE = "carrier", "neighbour", "message"


@dataclass(frozen=True)
class Idea:
    """A phrasing before anybody has judged it. `why` says in Chinese where it comes from, `fit`, 0 to 1, how well.

    `close`: it is very like a phrasing of an answer with few, which the model may not know yet.
    """

    text: str
    source: str
    why: str
    fit: float
    close: bool = False


@dataclass(frozen=True)
class Proposal:
    """`own`: this answer's confidence now. `winner`: the answer or plain intent that wins now with `confidence`.

    `winner` is empty if no answer is worth an offer; `offered`: it is offered among others, not given. `taught_to`: the
    answer with exactly this phrasing. `negative`: the hand-written example that says the same. `use`: the higher, the
    more useful.
    """

    idea: Idea
    own: float
    winner: str
    confidence: float
    taught_to: str
    negative: PlacedQuestion | None
    use: float
    offered: bool = False


def _gain(idea: Idea, own: float, taken: float) -> float:
    """Return 0 to 1: much for what this answer misses and nobody else has (`taken`: how surely one does).

    Nobody has said a phrasing that was put together: it has to be near the answer already. A real message may be far.
    """
    near = 1.0 if idea.source == MESSAGE or idea.close else min(1.0, own / WELL_NEAR)
    return near * (1 - own) * (1 - taken**2)


def ranker(trained: Trained, encoder: SentenceEncoder | None) -> Ranker:
    """Return what ranks the labels for a text as the assistant with this model does."""
    settings = trained.settings.get("FaqClassifier", {})
    used = encoder if settings.get("meaning", True) else None
    clear = float(settings.get("clear_by_words", CLEAR_BY_WORDS))
    return Ranker(trained.signs, trained.questions, used, clear, RANKED)


def rank(ranker: Ranker, text: str) -> Sequence[Ranked]:
    """Return what the model makes of a text as a user types it."""
    return ranker.rank(gist(to_the_point(text)))


@dataclass(frozen=True)
class AnswerBorders:
    """Confidences from which the assistant gives an answer, and from which it offers one."""

    answer_at: float = ANSWER_AT
    offer_at: float = OFFER_AT

    @classmethod
    def of(cls, trained: Trained) -> "AnswerBorders":
        outcome = trained.settings.get("OutcomeClassifier", {})
        return cls(float(outcome.get("answer_at", ANSWER_AT)), float(outcome.get("offer_at", OFFER_AT)))


class Judge:
    """Asks the trained model what an answer's proposals come to."""

    def __init__(self, id_: str, trained: Trained, encoder: SentenceEncoder | None, content: Content) -> None:
        self._ranker = ranker(trained, encoder)
        self._label, self._content = answer_label(id_), content
        self._borders = AnswerBorders.of(trained)
        self._taught = {folded: other.id for other in content.answers.values() for folded in other.folds}

    @property
    def is_trained(self) -> bool:
        """Whether the model knows the answer at all."""
        return self._label in self._ranker.signs.model.labels

    def rank(self, text: str) -> Sequence[Ranked]:
        """Return what the model makes of a text as a user types it."""
        return rank(self._ranker, text)

    def judge(self, ideas: Iterable[Idea]) -> list[Proposal]:
        """Return the ideas with what they would take, in their order."""
        wanted = list(ideas)
        texts = [PlacedQuestion(idea.text, "", number) for number, idea in enumerate(wanted)]
        against = {question.line: negative for negative, question in collisions(self._content.negatives, texts)}
        return [self._judged(idea, against.get(number)) for number, idea in enumerate(wanted)]

    def _judged(self, idea: Idea, negative: PlacedQuestion | None) -> Proposal:
        ranked = self.rank(idea.text)
        own = next((rank.confidence for rank in ranked if rank.label == self._label), 0.0)
        # A negative that says the same has its own say, below.
        aside = {self._label, negative.answer} if negative else {self._label}
        taken = next((rank.confidence for rank in ranked if rank.label not in aside), 0.0)
        same = self._taught.get(fold(to_the_point(idea.text)), "")
        use = 0.0 if same else idea.fit * _gain(idea, own, taken) * (AGAINST_A_NEGATIVE if negative else 1)
        best = ranked[0] if ranked and ranked[0].confidence >= self._borders.offer_at else Ranked("", 0.0)
        offered = best.confidence < self._borders.answer_at
        return Proposal(idea, own, bare(best.label), best.confidence, same, negative, use, offered)
