"""Combines the signs for each label: those of examples (AnswerModel) and those of the answers' own texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from understanding import newcomers, strangers
from understanding.answer_model import AnswerModel, ByWords
from understanding.answer_texts import AnswerTexts
from understanding.confidence import KINDS, MEANING, SIGNS, features, kinds_of, likely
from understanding.encoder import Floats
from zh.ngrams import ngrams


class WordSigns(NamedTuple):
    """Signs of a text by its words. `covered`: the share under each label; `in_vocabulary`: under any label."""

    length: int
    by_words: ByWords
    covered: Floats
    in_vocabulary: float


class Weighed(NamedTuple):
    """Indices of the labels that are weighed against each other, and their (labels, features)."""

    places: NDArray[np.intp]
    features: Floats


@dataclass(frozen=True)
class Signs:
    """Computes the features of texts. `texts` has the labels of `model`, in the same order."""

    model: AnswerModel
    texts: AnswerTexts

    def read(self, folded: str) -> WordSigns:
        """Return the signs by words, which both `by_words` and `by_meaning` need."""
        counts = ngrams(folded)
        covered, in_vocabulary = self.texts.covered(counts)
        return WordSigns(len(folded), self.model.by_words(counts), covered, in_vocabulary)

    def by_words(self, read: WordSigns) -> Weighed:
        """Return the features by words alone, from SIGNS[WORDS]."""
        return self._weighed(read, self.model.signs(read.by_words), *self._of_words(read))

    def by_meaning(self, reads: Sequence[WordSigns], vectors: Floats) -> list[Weighed]:
        """Return the features of each text by words and by the encoded text, from SIGNS[MEANING]."""
        signs = self.model.signs_with_meaning([read.by_words for read in reads], vectors)
        return [
            self._weighed(read, of_examples, *self._of_words(read), self.texts.stated(vector))
            for read, of_examples, vector in zip(reads, signs, vectors, strict=True)
        ]

    def doubted(self, weighed: Weighed, vector: Floats) -> Weighed | None:
        """Return the features after comparison with strangers (strangers.py); None in a FAQ of many answers."""
        if not len(self.texts.strangers):
            return None
        answers = self._kinds == KINDS.index("answer")
        nearest = float((self.texts.strangers @ vector).max())
        compared = strangers.beside(weighed.features, answers[weighed.places], int(answers.sum()), nearest)
        return Weighed(weighed.places, compared)

    def _of_words(self, read: WordSigns) -> tuple[Floats, Floats]:
        return read.covered, np.maximum.reduceat(read.by_words.cosines, self.model.starts)

    def _weighed(self, read: WordSigns, *columns: Floats) -> Weighed:
        signs = np.column_stack(columns)
        places = likely(signs, self._kinds, self._newcomers)
        return Weighed(places, features(signs, self._counts, self._kinds, read.length, read.in_vocabulary, places))

    @cached_property
    def lift(self) -> Mapping[str, Floats]:
        """What is added to each label's utility (newcomers.py), by WORDS and by MEANING."""
        return {which: newcomers.lift(which, self._counts, self._kinds) for which in SIGNS}

    @property
    def has_newcomers(self) -> bool:
        return self._newcomers is not None

    @cached_property
    def _newcomers(self) -> NDArray[np.bool_] | None:
        raised = self.lift[MEANING] > 0
        return raised if raised.any() else None

    @cached_property
    def _kinds(self) -> NDArray[np.intp]:
        return kinds_of(self.model.labels)

    @cached_property
    def _counts(self) -> NDArray[np.intp]:
        return self.model.counts
