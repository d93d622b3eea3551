"""Ranks the labels that a message may have, and writes them in the form of Rasa's message."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from understanding.confidence import MEANING, OUT_OF_SCOPE, WORDS, confidences, weights
from understanding.encoder import Floats, SentenceEncoder
from understanding.labels import CONTEXT, FAQ, intent_of, is_under, response_of
from understanding.newcomers import CLEAR_BY_WORDS
from understanding.signs import Signs, Weighed, WordSigns
from understanding.strangers import cautious
from zh.fold import fold

LOOKED_UP = "looked_up"
"""Property of Rasa's message that carries its LookedUp through the pipeline; it is not part of the output."""


MOST_LOOKED_UP = 20
"""How many texts of one message are ranked at most, beside the whole: a ranking costs about as much as a plain turn.

Of 7,855 questions in the benchmarks ten need more. A message made of clauses has room for a hundred and more.
"""

MOST_CHARACTERS = 600
"""How many characters they have at most together: a ranking costs the more, the longer the text is.

None of 3,032 longer questions in the benchmarks needs more; a text within the limits could have 9,000.
"""


MOST_KNOWN = 1_000
"""Of how many known questions the rankings are cached, about a kilobyte each."""


class Ranked(NamedTuple):
    """A label ("faq/<id>" or a plain intent) and its confidence, 0 to 1."""

    label: str
    confidence: float


Rank = Callable[[str], Sequence[Ranked]]
"""Ranks the labels of a normalized text, best first."""


@dataclass(frozen=True)
class Ranker:
    """Ranks labels for texts. A known question (`questions`: fold -> label) gets its label with confidence 1.

    A text with a confidence of `clear_by_words` by its words is not encoded, since encoding costs most.
    """

    signs: Signs
    questions: Mapping[str, str]
    encoder: SentenceEncoder | None
    clear_by_words: float
    most: int

    def __post_init__(self) -> None:
        # Read here, so that weights that do not fit fail at the start and not at the first turn.
        for which in (WORDS, MEANING):
            weights(which)

    def rank(self, text: str) -> list[Ranked]:
        """Return the `most` best labels of a normalized text, best first; none for a text without words."""
        return self.rank_all([text])[0]

    def rank_all(self, texts: Sequence[str]) -> list[list[Ranked]]:
        """Do the same for several texts, which are encoded together: a third of the time of one by one."""
        folds = {text: folded for text in texts if (folded := fold(text))}
        by_text = self._confidences({text: folded for text, folded in folds.items() if folded not in self.questions})
        return [self._ranked(text, folds, by_text) for text in texts]

    def _ranked(self, text: str, folds: Mapping[str, str], by_text: Mapping[str, Floats]) -> list[Ranked]:
        if text not in folds:
            return []
        return self._best(by_text[text]) if text in by_text else [*self._ranked_known(folds[text])]

    @cached_property
    def _ranked_known(self) -> Callable[[str], list[Ranked]]:
        """Ranks the labels for a known question, folded. They are asked over and over, and are no user's own text."""

        @lru_cache(MOST_KNOWN)
        def ranked(folded: str) -> list[Ranked]:
            exact = self.questions[folded]
            ranking = self._best(self._shared_out(WORDS, self.signs.by_words(self.signs.read(folded))))
            return [Ranked(exact, 1.0), *(r for r in ranking if r.label != exact)]

        return ranked

    def _confidences(self, folds: Mapping[str, str]) -> dict[str, Floats]:
        """Return the confidences of all labels for each text of `folds` (text -> folded text)."""
        by_text, unclear = {}, {}
        for text, folded in folds.items():
            read = self.signs.read(folded)
            by_words = by_text[text] = self._shared_out(WORDS, self.signs.by_words(read))
            # Words alone never decide that a text is out of scope.
            if by_words[self._something].max(initial=0) < self._clear_by_words:
                unclear[text] = read
        if unclear and self.encoder and self.signs.model.meaning:
            by_text.update(self._by_meaning(unclear, self.encoder))
        return by_text

    def _by_meaning(self, reads: Mapping[str, WordSigns], encoder: SentenceEncoder) -> Iterator[tuple[str, Floats]]:
        vectors = encoder.encode([*reads])
        weighed = self.signs.by_meaning([*reads.values()], vectors)
        for text, text_weighed, vector in zip(reads, weighed, vectors, strict=True):
            shares, doubted = self._shared_out(MEANING, text_weighed), self.signs.doubted(text_weighed, vector)
            yield text, cautious(shares, self._shared_out(MEANING, doubted), self._answers) if doubted else shares

    def _shared_out(self, which: str, weighed: Weighed) -> Floats:
        weighing, places = weights(which), weighed.places
        shares = np.zeros(len(self._labels), dtype=np.float32)
        utilities = weighing.utilities(weighed.features) + self.signs.lift[which][places]
        shares[places] = confidences(utilities, weighing.nobody)
        return shares

    @cached_property
    def _clear_by_words(self) -> float:
        return max(self.clear_by_words, CLEAR_BY_WORDS) if self.signs.has_newcomers else self.clear_by_words

    @property
    def _labels(self) -> Sequence[str]:
        return self.signs.model.labels

    @cached_property
    def _something(self) -> NDArray[np.bool_]:
        return np.array([label != OUT_OF_SCOPE for label in self._labels])

    @cached_property
    def _answers(self) -> NDArray[np.bool_]:
        return np.array([is_under(FAQ, label) for label in self._labels])

    def _best(self, shares: Floats) -> list[Ranked]:
        # Only these are sorted: there may be thousands of others.
        best = np.argpartition(-shares, self.most)[: self.most] if self.most < len(shares) else np.arange(len(shares))
        return [Ranked(self._labels[at], float(shares[at])) for at in best[np.argsort(-shares[best], kind="stable")]]


@dataclass
class LookedUp:
    """Ranks the labels for the texts of one message and caches the rankings, of the whole and of texts up to a limit.

    `clear_at`, `request_at`: least confidences of a clear message and of a clear clause. `whole`: the message as it was
    looked up; `parts`: its clauses.
    """

    rank: Callable[[str], Sequence[Ranked]]
    clear_at: float
    request_at: float
    whole: str = ""
    parts: Sequence[str] = ()
    rankings: dict[str, Sequence[Ranked]] = field(default_factory=dict)
    looked_up: int = 0

    def __call__(self, text: str) -> Sequence[Ranked]:
        """Return the labels of a text, best first; none for one too many."""
        if text not in self.rankings:
            if text != self.whole:
                self.looked_up += len(text)
                if len(self.rankings) >= MOST_LOOKED_UP or self.looked_up > MOST_CHARACTERS:
                    return []
            self.rankings[text] = self.rank(text)
        return self.rankings[text]

    def __deepcopy__(self, memo: Mapping[int, object]) -> "LookedUp":
        """Return itself: `rasa test` copies what a message holds, and the classifier behind `rank` cannot be copied."""
        return self

    @property
    def best(self) -> Mapping[str, Ranked]:
        """The likeliest label of each text that was looked up."""
        return {text: ranked[0] for text, ranked in self.rankings.items() if ranked}


def as_rasa(ranked: Sequence[Ranked], length: int) -> Mapping[str, Any]:
    """Return Rasa's message properties: intent, intent_ranking, response_selector (for the stock utter_faq)."""
    if not ranked:
        return {"intent": {"name": None, "confidence": 0.0}, "intent_ranking": []}
    intents: dict[str, float] = {}
    for label, confidence in ranked:
        intents.setdefault(intent_of(label), confidence)
    ranking = [{"name": name, "confidence": score} for name, score in intents.items()]
    properties: dict[str, Any] = {"intent": ranking[0], "intent_ranking": ranking[:length]}
    selected = {name: _selection(best) for name in (FAQ, CONTEXT) if (best := _under(name, ranked)[:length])}
    if selected:
        properties["response_selector"] = {"all_retrieval_intents": list(selected), **selected}
    return properties


def _under(intent: str, ranked: Sequence[Ranked]) -> list[Ranked]:
    return [r for r in ranked if is_under(intent, r.label)]


def _selection(answers: Sequence[Ranked]) -> Mapping[str, Any]:
    best = answers[0]
    return {
        "response": {
            "intent_response_key": best.label,
            "confidence": best.confidence,
            "utter_action": response_of(best.label),
        },
        "ranking": [{"intent_response_key": a.label, "confidence": a.confidence} for a in answers],
    }
