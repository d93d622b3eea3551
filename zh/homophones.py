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


def _pairs(text: str) -> Iterable[tuple[int, str]]:
    """Yield each two neighbouring characters, with their position."""
    for run in _RUN.finditer(text):
        for at in range(run.start(), run.end() - 1):
            yield at, text[at : at + 2]


@dataclass(frozen=True)
class HomophoneReader:
    """`words`: the sounds of two characters -> the word that was meant.

    `known`: all pairs of characters in the known texts, sorted, in one text; a set would take twenty times the memory.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    known: str = ""

    @classmethod
    def knowing(cls, texts: Iterable[str]) -> "HomophoneReader":
        """Return a reader that knows the words of `texts`; of homophones the most frequent."""
        counted = Counter(pair for text in texts for _, pair in _pairs(text))
        words: dict[str, str] = {}
        for word, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
            if count < _RAREST:
                break
            words.setdefault(" ".join(sounds(word)), word)
        return cls(words, "".join(sorted(counted)))

    def read(self, text: str) -> str:
        """Return the text with unknown pairs replaced, from left to right, by a known word of that sound.

        The word must also stand with its neighbours in the known texts: 能开始填 is not 能开时填.
        """
        for at, _ in _pairs(text):
            pair = text[at : at + 2]
            word = None if self._is_known(pair) else self.words.get(" ".join(sounds(pair)))
            if word:
                replaced = text[:at] + word + text[at + 2 :]
                around = _pairs(replaced[max(0, at - 1) : at + 3])
                text = replaced if all(self._is_known(near) for _, near in around) else text
        return text

    def _is_known(self, pair: str) -> bool:
        return self._pair_from(bisect_left(range(len(self.known) // 2), pair, key=self._pair_from)) == pair

    def _pair_from(self, number: int) -> str:
        return self.known[2 * number : 2 * number + 2]
