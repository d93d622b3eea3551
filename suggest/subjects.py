"""Finds the subjects of answers: words frequent in an answer's phrasings and rare elsewhere (证书, 找不到滑块)."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import jieba

from suggest.content import Content, TaughtAnswer
from zh.fold import fold
from zh.questions import asks_something

TELLING = 0.4
"""Share of an answer among all in whose phrasings the words stand, from which they are about it."""

SHORTEST, LONGEST = 2, 8
"""Characters."""

WORDS = 4
"""So many words in a row, at the most."""

RETURNS = 0.02
"""In this share of an answer's phrasings, and in two at least, words must return to be a subject."""


NAMING = "nvaijl"
"""First letters of jieba's word classes that a subject begins and ends with: nouns, verbs, adjectives, set phrases."""

PARTICLE = "u"
"""The class of 了, 过 and 着. Words that begin with one are the rest of something else: 了退课 of 过了退课时间."""

HAPPENED = frozenset("不没错误败丢忘")
"""Characters that tell what has happened, or has not."""

RARE = 0.3
"""An answer in whose phrasings nothing is as rare as that has three at the most: too few to tell parts from wholes."""

OWN = 3.0
"""So much more a subject is worth that the FAQ itself, or the title, names."""

NOT_FIRST = ("能", "会", "可以", "要", "想", "是", "有", "的")
"""What begins so asks already, or belongs to what stood before."""

NOT_LAST = ("成", "到", "给", "把", "被", "和", "或", "的")
"""What ends so lacks what it goes on to: 记录能导出成."""

CAN = frozenset(("能", "会", "可以", "要", "能够", "可"))
"""A subject names something; words around one of these are a piece of a question: 学时明细能下载."""

WORTH = 0.25
"""Worth less beside the best one, words are no subject for others' phrases."""

WHOLE = 0.8
"""Words that in so many cases are only part of some longer ones say less than those: 密码忘 of 密码忘了."""


@lru_cache(maxsize=50_000)
def words(folded: str) -> tuple[str, ...]:
    """Cut into words. jieba announces the loading of its dictionary unless told not to."""
    jieba.setLogLevel(logging.WARNING)
    return tuple(str(word) for word in jieba.cut(folded, HMM=False))


@lru_cache(maxsize=50_000)
def classes(text: str) -> tuple[str, ...]:
    """Return the class of each word, one letter each: n, v, a, …"""
    # Imported here: it reads the classes of all words, half a second.
    from jieba import posseg

    return tuple(str(flag)[0] for _, flag in posseg.cut(text, HMM=False))


@lru_cache(maxsize=50_000)
def kinds(text: str) -> tuple[str, str]:
    """Return the classes of the first and of the last word.

    They are capitals for something that has happened (填错了, 打不开): one asks about that in other words.
    """
    flags = classes(text)
    named = [flag for flag in flags if flag != PARTICLE] or flags
    ends = named[0], named[-1]
    return (ends[0].upper(), ends[1].upper()) if text.endswith("了") or set(text) & HAPPENED else ends


def runs(cut: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, text) of every few words in a row that could be a subject."""
    within = {at for at in range(1, len(cut)) if _is_within_word(cut[at - 1], cut[at])}
    for start in range(len(cut)):
        for end in range(start + 1, min(len(cut), start + WORDS) + 1):
            text = "".join(cut[start:end])
            if SHORTEST <= len(text) <= LONGEST and within.isdisjoint((start, end)):
                yield start, end, text


@lru_cache(maxsize=50_000)
def _is_within_word(before: str, behind: str) -> bool:
    """Say whether two words are pieces of one that jieba does not know: 停 and 修 of 停修.

    It cuts such a word into characters, which are often of one class.
    """
    if len(before) > 1 or len(behind) > 1:
        return False
    (left,), (right,) = classes(before), classes(behind)
    return left == right and left in NAMING


@dataclass(frozen=True)
class Subjects:
    """`of` holds for each answer its subjects and how much each is worth: how often it returns, how telling it is."""

    of: Mapping[str, Mapping[str, float]]
    shares: Mapping[str, Mapping[str, float]]
    total: Mapping[str, float]

    def telling(self, id_: str, text: str) -> float:
        """Return 0 to 1: whether these words speak for this answer alone."""
        return self.shares[id_].get(text, 0.0) / max(self.total.get(text, 0.0), 1e-9)

    def best(self, id_: str, most: int) -> dict[str, float]:
        """Return the answer's subjects that can stand alone, the best first, with 1 for it and less for others."""
        worth = self.of[id_]
        ranked = sorted(worth, key=lambda text: (-worth[text], text))
        best = [text for text in ranked if self._stands_alone(id_, text)][:most]
        return {text: worth[text] / worth[best[0]] for text in best if worth[text] >= WORTH * worth[best[0]]}

    def _stands_alone(self, id_: str, text: str) -> bool:
        if (
            asks_something(text)
            or text.startswith(NOT_FIRST)
            or text.endswith(NOT_LAST)
            or classes(text)[0] == PARTICLE
            or not CAN.isdisjoint(words(text))
            or not set("".join(kinds(text)).lower()) <= set(NAMING)
        ):
            return False
        share = self.shares[id_]
        if min(share.values()) > RARE:
            return True
        return not any(
            text in other and text != other and share[other] >= WHOLE * share[text] for other in self.of[id_]
        )


def subjects(content: Content) -> Subjects:
    """Learn what each answer is about from the phrasings of all."""
    shares = {id_: _shares(answer) for id_, answer in content.answers.items()}
    total: Counter[str] = Counter()
    for share in shares.values():
        total.update(share)
    subjects = {}
    for id_, answer in content.answers.items():
        texts = [fold(text) for text in (answer.title, *answer.questions)]
        least = max(RETURNS, 2 / max(1, len(answer.folds))) if len(answer.folds) > 3 else 0.0
        subjects[id_] = {
            text: share * share / total[text] * len(text) * (OWN if any(text in own for own in texts) else 1)
            for text, share in shares[id_].items()
            if share >= least and share / total[text] >= TELLING
        }
    return Subjects(subjects, shares, total)


def _shares(answer: TaughtAnswer) -> Mapping[str, float]:
    """Return in which share of the phrasings words stand."""
    counted = Counter(text for folded in answer.folds for text in _texts(folded))
    return {text: number / len(answer.folds) for text, number in counted.items()}


def _texts(folded: str) -> Iterable[str]:
    return {text for _, _, text in runs(words(folded))}
