"""Finds the nouns of other matters, which no answer and no example of one has: 驾校的学时怎么对接.

They come from out-of-scope examples, and from outside_words.yml, which lists what other services are about.

One detail that an answer names, such as credit hours or invoices, makes a message likely for it, whosever they are.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from understanding.confidence import OUT_OF_SCOPE
from understanding.labels import FAQ, is_under
from understanding.ranking import Ranked
from zh.fold import normalize

FILE = Path(__file__).with_name("outside_words.yml")

LONGEST = 25
"""Characters of an example that is about each of its nouns; a longer story may mention others."""

OFTEN = 2
"""In how many out-of-scope examples a noun must occur."""

NOUNS = ("n", "j")
"""First letters of jieba's word classes of nouns and short forms."""

UNSURE = 0.6
"""What is left of `clear` for an answer to a message with such a noun: enough to be offered, not to be given.

ContextResolver gives an answer that is likely by ALONE (components/context/under_topic.py).
"""


def outside_words(examples: Iterable[tuple[str, str]], stated: Iterable[str]) -> list[str]:
    """Return the nouns that out-of-scope examples or outside_words.yml have, and no answer or short example of one.

    `examples`: texts with their labels; `stated`: what the answers say.
    """
    # Reading its dictionary takes a second, which only training needs.
    import jieba
    from jieba import posseg

    # It announces the loading of its dictionary, and complains of a full disk where it cannot keep what it read.
    jieba.setLogLevel(logging.CRITICAL)
    outside: list[str] = []
    inside = list(stated)
    for text, label in examples:
        if label == OUT_OF_SCOPE:
            outside.append(text)
        elif len(text) <= LONGEST:
            inside.append(text)
    # Words of its dictionary alone: what it guesses may be half of two, as 局能 in 教育局能批吗.
    tagged = ({pair.word for pair in posseg.cut(text, HMM=False) if pair.flag.startswith(NOUNS)} for text in outside)
    nouns = Counter(word for words in tagged for word in words if len(word) > 1)
    others = "\n".join(inside)
    often = {word for word, count in nouns.items() if count >= OFTEN}
    return sorted(word for word in often | set(_of_other_services()) if word not in others)


def _of_other_services() -> Iterator[str]:
    for words in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        yield from map(normalize, words)


def doubted(ranked: Sequence[Ranked], question: str, words: Sequence[str], clear: float) -> Sequence[Ranked]:
    """Return the ranking, too unsure for an answer if what is asked has one of the words."""
    if not ranked or not is_under(FAQ, ranked[0].label) or ranked[0].confidence < clear:
        return ranked
    if not any(word in question for word in words):
        return ranked
    return [Ranked(ranked[0].label, UNSURE * clear), *ranked[1:]]
