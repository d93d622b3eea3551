"""Converts messages typed in pinyin (zenme zhuce) to characters, by a list of known words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pypinyin import lazy_pinyin

_LETTERS = re.compile(r"[a-z' ]{4,}")
_WORD = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST_SYLLABLE = 6
_LONGEST_WORD = 4
"""Characters of a word."""

_RAREST = 5
"""Least occurrences of a known word; the readings of single characters are all known."""


@lru_cache(maxsize=16384)
def _syllable(char: str) -> str:
    return str(lazy_pinyin(char)[0])


def syllables(text: str, accepted: Collection[str]) -> Sequence[str] | None:
    """Return the syllables of a text that consists of `accepted` ones only; None for any other (Chrome, hr).

    If the text can be split in several ways, the fewest syllables win.
    """
    if not _LETTERS.fullmatch(text):
        return None
    result: list[str] = []
    for word in text.replace("'", " ").split():
        best: list[list[str] | None] = [[], *[None] * len(word)]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - _LONGEST_SYLLABLE), end):
                before = best[start]
                if before is not None and word[start:end] in accepted:
                    longer = [*before, word[start:end]]
                    if best[end] is None or len(longer) < len(best[end] or ()):
                        best[end] = longer
        last = best[-1]
        if last is None:
            return None
        result += last
    return result


@dataclass(frozen=True)
class PinyinReader:
    """Replaces pinyin by known words with that sound, the longest first."""

    words: Mapping[str, str] = field(default_factory=dict)
    """Syllables with blanks between them -> the word."""

    @classmethod
    def knowing(cls, texts: Iterable[str]) -> "PinyinReader":
        """Return a reader that knows the words of `texts`; of homophones the most frequent."""
        counted: Counter[str] = Counter()
        for text in texts:
            for run in _WORD.findall(text):
                for size in range(1, _LONGEST_WORD + 1):
                    counted.update(run[at : at + size] for at in range(len(run) - size + 1))
        words: dict[str, str] = {}
        for word, count in counted.most_common():
            if count >= _RAREST or len(word) == 1:
                words.setdefault(" ".join(map(_syllable, word)), word)
        return cls(words)

    @cached_property
    def _syllables(self) -> frozenset[str]:
        return frozenset(sounds for sounds in self.words if " " not in sounds)

    def read(self, text: str) -> str | None:
        """Return `text` in characters; None if any syllable belongs to no known word."""
        sounds = syllables(text, self._syllables)
        if sounds is None:
            return None
        characters, at = "", 0
        while at < len(sounds):
            sizes = range(min(_LONGEST_WORD, len(sounds) - at), 0, -1)
            word = next(w for size in sizes if (w := self.words.get(" ".join(sounds[at : at + size]))))
            characters, at = characters + word, at + len(word)
        return characters
