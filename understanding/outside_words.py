"""Finds the nouns that only out-of-scope examples have: 驾校的学时怎么对接 is hardly about an answer.

One detail that an answer names, such as credit hours or invoices, makes a message likely for it, whosever they are.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence

from understanding.confidence import OUT_OF_SCOPE
from understanding.labels import FAQ, is_under
from understanding.ranking import Ranked

OFTEN = 2
"""In how many out-of-scope examples a noun must occur."""

NOUNS = ("n", "j")
"""First letters of jieba's word classes of nouns and short forms."""

UNSURE = 0.9
"""What is left of `clear` for an answer to a message with such a noun: enough to be offered."""


def outside_words(examples: Iterable[tuple[str, str]], stated: Iterable[str]) -> list[str]:
    """Return the nouns of two characters and more that out-of-scope examples have, and nothing else.

    `examples`: texts with their labels; `stated`: what the answers say.
    """
    # Reading its dictionary takes a second, which only training needs.
    import jieba
    from jieba import posseg

    # It announces the loading of its dictionary unless told not to.
    jieba.setLogLevel(logging.WARNING)
    outside: list[str] = []
    inside = list(stated)
    for text, label in examples:
        (outside if label == OUT_OF_SCOPE else inside).append(text)
    tagged = ({pair.word for pair in posseg.cut(text) if pair.flag.startswith(NOUNS)} for text in outside)
    nouns = Counter(word for words in tagged for word in words if len(word) > 1)
    others = "\n".join(inside)
    return sorted(word for word, count in nouns.items() if count >= OFTEN and word not in others)


def doubted(ranked: Sequence[Ranked], text: str, words: Sequence[str], clear: float) -> Sequence[Ranked]:
    """Return the ranking, too unsure for an answer if the text has one of the words."""
    if not ranked or not is_under(FAQ, ranked[0].label) or ranked[0].confidence < clear:
        return ranked
    if not any(word in text for word in words):
        return ranked
    return [Ranked(ranked[0].label, UNSURE * clear), *ranked[1:]]
