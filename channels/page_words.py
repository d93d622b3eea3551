"""What is taught of the answers, in so few bytes that the page can find titles by it."""

import logging
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from understanding.labels import FAQ, bare, is_under
from understanding.trained import NotAModel, known_questions
from zh.fold import VARIANTS_FILE
from zh.ngrams import pairs

logger = logging.getLogger(__name__)

OFTEN, SHARE = 3, 0.02
"""In so many phrasings of an answer, and in such a share of them, two characters side by side must stand to find it."""

BESIDE_THE_FIRST = 0.15
"""In such a share of the phrasings that the likeliest answer has with them: 证书 stands now and then under any."""

OF_ALL = 0.5
"""Such a share of all that has them must be for answers: 今天 is said of anything."""


class TaughtWords(NamedTuple):
    """By id how many phrasings an answer has; by two characters in how many of them they stand, where that tells."""

    phrasings: Mapping[str, int]
    words: Mapping[str, Mapping[str, int]]


NOTHING = TaughtWords({}, {})


def taught_in(model: Path) -> TaughtWords:
    """Return what the model's file has been taught; NOTHING if it can't be read. Takes a second."""
    try:
        return taught(known_questions(model))
    except NotAModel:
        logger.warning("The model's known questions can't be read: titles are found by their own words alone.")
        return NOTHING


def taught(known: Mapping[str, str]) -> TaughtWords:
    """Return it of folded questions and their labels."""
    phrasings = Counter(bare(label) for label in known.values() if is_under(FAQ, label))
    everywhere = Counter(pair for folded in known for pair in pairs(folded))
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for folded, label in known.items():
        if is_under(FAQ, label):
            for pair in pairs(folded):
                counted[pair][bare(label)] += 1
    telling = (pair for pair, counts in counted.items() if counts.total() >= OF_ALL * everywhere[pair])
    found = {pair: _often(counted[pair], phrasings) for pair in sorted(telling)}
    return TaughtWords(phrasings, {pair: counts for pair, counts in found.items() if counts})


def _often(counts: Mapping[str, int], phrasings: Mapping[str, int]) -> dict[str, int]:
    least = max(OFTEN, BESIDE_THE_FIRST * max(counts.values()))
    return {id_: number for id_, number in counts.items() if number >= max(least, SHARE * phrasings[id_])}


@lru_cache(maxsize=1)
def spellings() -> Mapping[str, str]:
    """Return Chinese words that mean others, the longest first: 账户 is 账号. English ones need whole words."""
    known: Mapping[str, str] = yaml.safe_load(VARIANTS_FILE.read_text(encoding="utf-8"))
    return {word: known[word] for word in sorted(known, key=len, reverse=True) if not word.isascii()}
