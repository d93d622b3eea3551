"""NearestAnswers: finds answers whose questions are closest in meaning to a text. Answers are returned verbatim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from console.answers.texts import Answers, Stamp, answers, stamp
from owner.live import answer_titles, current_id
from settings.handoff import published
from understanding.encoder import Floats, sentence_encoder
from understanding.vector_store import vectors
from zh.fillers import to_the_point
from zh.fold import fold
from zh.ngrams import ngrams

FILE = Path("var/desk-vectors.npz")

_LONGEST = 300


class NearestAnswers:
    """Reads the content when first used, and again after it has changed. Its methods block."""

    def __init__(self, file: Path = FILE) -> None:
        self._file = file
        # Locks only the reading of content, because a first search may take seconds and replies must not wait for it.
        self._reading = Lock()
        self._stamp: Stamp = ()
        self._searched = SearchedQuestions(Answers({}, (), frozenset()), file)

    def public(self) -> frozenset[str]:
        """Return the public numbers of the answers, which zh.personal.mask leaves unmasked."""
        return self._read().answers.public | published()

    def answer(self, faq_id: str, role: str | None) -> dict[str, Any] | None:
        """Return one answer, in the role's version if there is one; None if there is no answer."""
        answers = self._read().answers
        id_ = current_id(faq_id)
        title = answer_titles().get(id_)
        if id_ not in answers.texts or title is None:
            return None
        texts = answers.texts[id_]
        which = role if role in texts else ""
        text = texts.get(which or "")
        lines = title.lines.get(which or "", title.lines.get("", ()))
        return {"faq_id": id_, "title": title.title, "text": text, "lines": list(lines)} if text else None

    def to(self, text: str, most: int, role: str | None = None) -> list[dict[str, Any]]:
        """Return at most `most` answers, the nearest first; none for a text without words."""
        searched = self._read()
        read = to_the_point(text[:_LONGEST])
        if not searched.answers.questions or not fold(read):
            return []
        best: dict[str, float] = {}
        for (_, id_), score in zip(searched.answers.questions, searched.scores(read).tolist(), strict=True):
            best[id_] = max(score, best.get(id_, -1.0))
        ranked = sorted(best, key=lambda id_: -best[id_])
        answers = (self.answer(id_, role) for id_ in ranked)
        return [answer for answer in answers if answer][:most]

    def _read(self) -> SearchedQuestions:
        now = stamp()
        with self._reading:
            if now != self._stamp:
                self._searched, self._stamp = SearchedQuestions(answers(), self._file), now
            return self._searched


class SearchedQuestions:
    """The questions of one version of the content. N-grams and vectors are made at the first search."""

    def __init__(self, answers: Answers, file: Path) -> None:
        self.answers = answers
        self._file = file
        self._one_at_a_time = Lock()
        self._counted: list[Counter[str]] = []
        self._vectors: Floats | None = None

    def scores(self, read: str) -> Floats:
        """Return the score of each question: common n-grams, plus similarity of vectors if an encoder is installed."""
        with self._one_at_a_time:
            return self._scores(read)

    def _scores(self, read: str) -> Floats:
        questions = [to_the_point(question) for question, _ in self.answers.questions]
        if not self._counted:
            self._counted = [ngrams(fold(question)) for question in questions]
        by_words = _alike(ngrams(fold(read)), self._counted)
        encoder = sentence_encoder()
        if encoder is None:
            return by_words
        if self._vectors is None:
            self._vectors = vectors(questions, encoder, self._file)
        both: Floats = by_words + self._vectors @ encoder.encode([read])[0]
        return both


def _alike(text: Counter[str], others: Sequence[Counter[str]]) -> Floats:
    """Return the share of n-grams, 0 to 1, that each of `others` has in common with `text`."""
    size = sum(text.values())
    shared = [2 * sum((text & other).values()) / max(1, size + sum(other.values())) for other in others]
    return np.array(shared, dtype=np.float32)
