"""Makes phrasings from those of neighbouring answers, with the subject replaced."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from suggest.content import Content, TaughtAnswer
from suggest.subjects import Subjects, kinds, runs, words
from understanding.encoder import Floats, SentenceEncoder
from zh.ngrams import ngrams

NEIGHBOURS = 8
"""So many other answers are near."""

QUESTIONS = 6
"""So many of an answer's questions stand for what it means."""

OF_OTHERS = 0.5
"""A phrasing with other words that speak so clearly for its own answer can't be lent."""

LONGEST = 20
"""Characters of a phrasing that is lent."""


@dataclass(frozen=True)
class Swapped:
    """A phrasing of the answer `of` with this answer's subject in place of its own; `fit`, 0 to 1: how near it is."""

    text: str
    of: str
    phrasing: str
    fit: float


def nearness(id_: str, content: Content, encoder: SentenceEncoder | None) -> Mapping[str, float]:
    """Return how near other answers are, 0 to 1: by meaning, or by the characters without an encoder."""
    own = content.answers[id_]
    others = [answer for answer in content.answers.values() if answer.id != id_ and answer.folds]
    if encoder is None:
        near = {answer.id: _by_pieces(own, answer) for answer in others}
    else:
        means = [_mean(answer, encoder) for answer in (own, *others)]
        near = {answer.id: float(mean @ means[0]) for answer, mean in zip(others, means[1:], strict=True)}
    nearest = sorted(near, key=lambda other: -near[other])[:NEIGHBOURS]
    return {other: max(0.0, near[other]) for other in nearest}


def swap(
    id_: str, subjects: Mapping[str, float], near: Mapping[str, float], content: Content, about: Subjects
) -> Iterator[Swapped]:
    """Yield the neighbours' phrasings with this answer's subjects, each in place of one of the same kind."""
    for other, fit in near.items():
        for folded in content.answers[other].folds:
            if len(folded) > LONGEST:
                continue
            theirs = _subject(folded, other, about)
            for subject, worth in subjects.items() if theirs else ():
                text = folded.replace(theirs, subject, 1)
                if kinds(subject) == kinds(theirs) and "了了" not in text:
                    yield Swapped(text, other, folded, fit * worth)


def _subject(folded: str, id_: str, about: Subjects) -> str:
    """Return the phrasing's subject, empty if there is none or the rest speaks for the answer as well."""
    subjects = about.of[id_]
    longest = max(
        (text for _, _, text in runs(words(folded)) if text in subjects), key=lambda text: subjects[text], default=""
    )
    before, _, behind = folded.partition(longest) if longest else ("", "", folded)
    rest = (text for part in (before, behind) for _, _, text in runs(words(part)))
    return "" if any(about.telling(id_, text) >= OF_OTHERS for text in rest) else longest


def _mean(answer: TaughtAnswer, encoder: SentenceEncoder) -> Floats:
    texts = [answer.title, *(answer.questions or answer.further)[:QUESTIONS]]
    mean = encoder.encode(texts).mean(axis=0)
    unit: Floats = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return unit


def _by_pieces(answer: TaughtAnswer, other: TaughtAnswer) -> float:
    mine, theirs = ngrams("".join(answer.questions)), ngrams("".join(other.questions))
    product = sum(number * theirs[piece] for piece, number in mine.items())
    return product / math.sqrt(sum(n * n for n in mine.values()) * sum(n * n for n in theirs.values()) or 1)
