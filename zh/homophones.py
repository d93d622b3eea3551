"""Replaces words that only sound like a known one, as an input method leaves them: 正书怎么下栽 for 证书怎么下载."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zh.pinyin import sounds

_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")

_RAREST = 30
"""Least occurrences of a word in the known texts to be taken for the one that was meant."""

_COMMON = 50
"""Least frequency in jieba's dictionary of a word that is no misspelling."""


def _pairs(text: str) -> Iterable[tuple[int, str]]:
    """Yield each two neighbouring characters, with their position."""
    for run in _RUN.finditer(text):
        for at in range(run.start(), run.end() - 1):
            yield at, text[at : at + 2]


def _common_words() -> Iterable[str]:
    """Yield the common words of two characters."""
    # A server that has its model needs no dictionary; importing it takes a tenth of a second.
    import jieba

    with jieba.get_dict_file() as lines:
        for line in lines:
            word, frequency = line.decode("utf-8").split()[:2]
            if int(frequency) >= _COMMON and len(word) == 2 and _RUN.fullmatch(word):
                yield word


@dataclass(frozen=True)
class HomophoneReader:
    """`words`: the sounds of two characters -> the word that was meant.

    `vocabulary`: all pairs of characters in the known texts; `common`: common words of two characters. Both are
    sorted, in one text; a set would take twenty times the memory.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    vocabulary: str = ""
    common: str = ""

    @classmethod
    def knowing(cls, texts: Iterable[str]) -> "HomophoneReader":
        """Return a reader that knows the words of `texts`; of homophones the most frequent."""
        counted = Counter(pair for text in texts for _, pair in _pairs(text))
        words: dict[str, str] = {}
        for word, count in sorted(counted.items(), key=lambda counted_pair: (-counted_pair[1], counted_pair[0])):
            if count < _RAREST:
                break
            words.setdefault(" ".join(sounds(word)), word)
        return cls(words, "".join(sorted(counted)), "".join(sorted(set(_common_words()))))

    def read(self, text: str) -> str:
        """Return the text with unknown pairs replaced, from left to right, by a known word of that sound.

        No part of a common word is replaced (讲义电子版 has no 一点). The known texts must have the new word beside the
        same neighbours.
        """
        for at, _ in _pairs(text):
            word = self._meant(text, at)
            if word:
                replaced = text[:at] + word + text[at + 2 :]
                around = _pairs(replaced[max(0, at - 1) : at + 3])
                text = replaced if all(_has(self.vocabulary, near) for _, near in around) else text
        return text

    def _meant(self, text: str, at: int) -> str | None:
        """Return the word that the two characters from `at` on sound like, if they are no words themselves."""
        pair = text[at : at + 2]
        if _has(self.vocabulary, pair):
            return None
        within = (pair, text[max(0, at - 1) : at + 1], text[at + 1 : at + 3])
        return None if any(_has(self.common, word) for word in within) else self.words.get(" ".join(sounds(pair)))


def _has(pairs: str, pair: str) -> bool:
    """Say whether a sorted text of pairs has the pair."""

    def numbered(number: int) -> str:
        return pairs[2 * number : 2 * number + 2]

    return len(pair) == 2 and numbered(bisect_left(range(len(pairs) // 2), pair, key=numbered)) == pair
