"""TaughtWords: a compact index of the taught phrasings, by which the page finds titles."""

import logging
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from understanding.labels import FAQ, bare, is_under
from understanding.trained import NotAModel, known_questions
from zh.fold import respeller
from zh.ngrams import pairs

logger = logging.getLogger(__name__)

OFTEN, SHARE = 3, 0.02
"""Least number and least share of an answer's phrasings with a pair of characters, for the pair to find it."""

BESIDE_THE_FIRST = 0.15
"""Least share of the count of the pair's likeliest answer, because 证书 occurs now and then under any answer."""

OF_ALL = 0.5
"""Least share of answers among all phrasings with the pair, because 今天 occurs in any context."""


class TaughtWords(NamedTuple):
    """`phrasings`: their number by answer id. `words`: pair of characters → answer id → phrasings with the pair."""

    phrasings: Mapping[str, int]
    words: Mapping[str, Mapping[str, int]]


NOTHING = TaughtWords({}, {})


def taught_words_in(model: Path) -> TaughtWords:
    """Return the taught words of the model's file; NOTHING if it can't be read. Takes a second."""
    try:
        return taught_words(known_questions(model))
    except NotAModel:
        logger.warning("The model's known questions can't be read: titles are found by their own words alone.")
        return NOTHING


def taught_words(variants: Mapping[str, str]) -> TaughtWords:
    """Return the taught words of folded questions with their labels."""
    phrasings = Counter(bare(label) for label in variants.values() if is_under(FAQ, label))
    everywhere = Counter(pair for folded in variants for pair in pairs(folded))
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for folded, label in variants.items():
        if is_under(FAQ, label):
            for pair in pairs(folded):
                counted[pair][bare(label)] += 1
    telling = (pair for pair, counts in counted.items() if counts.total() >= OF_ALL * everywhere[pair])
    words_of_pair = {pair: _often(counted[pair], phrasings) for pair in sorted(telling)}
    return TaughtWords(phrasings, {pair: counts for pair, counts in words_of_pair.items() if counts})


def _often(counts: Mapping[str, int], phrasings: Mapping[str, int]) -> dict[str, int]:
    least = max(OFTEN, BESIDE_THE_FIRST * max(counts.values()))
    return {id_: number for id_, number in counts.items() if number >= max(least, SHARE * phrasings[id_])}


def spellings() -> Mapping[str, str]:
    """Return Chinese synonyms, the longest first (账户 → 账号). English ones are left out: they need whole words."""
    words = respeller().read_as
    return {word: words[word] for word in sorted(words, key=len, reverse=True) if not word.isascii()}
