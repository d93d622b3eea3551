"""Unifies spelling: `normalize` prepares a text for understanding, `fold` for comparing it with another."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from opencc import OpenCC

from owner.cached import made_of

VARIANTS_FILE = Path(__file__).with_name("variants.yml")
"""The program's own; a content has synonyms beside them in profile.yml."""

_REPEATED = re.compile(r"(.)\1{2,}")
# 登不上登不上登不上; but 一门一门付 says one by one.
_REPEATED_WORD = re.compile("(?!一)([\u4e00-\u9fff]{2,8}?)\\1+")
_SPACE = re.compile(r"\s+")
# A blank between two single characters: 个 人, 忘 记 密 码.
_BETWEEN_SINGLE = re.compile("(?<=[\u4e00-\u9fff])(?<![^ ][\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?: |$))")
# A keycap digit (1️⃣) is read as the digit.
_KEY = re.compile("\ufe0f?\u20e3")
_NOT_WORD = re.compile(r"[\W_]+")
# Emoji that are a word in a frame: 🈶 stands for 有 among words, and for nothing that is said when it is alone.
_FRAMED = re.compile("[\U0001f201\U0001f202\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f250\U0001f251\u3297\u3299]")


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1)
def _variants() -> Mapping[str, str]:
    variants: Mapping[str, str] = yaml.load(VARIANTS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return variants


@dataclass(frozen=True, eq=False)
class Respeller:
    """Words and what each is read as; `pattern` finds them in a text of one script."""

    read_as: Mapping[str, str]
    pattern: re.Pattern[str]

    def __call__(self, text: str) -> str:
        return self.pattern.sub(lambda match: self.read_as[match[0]], text)


def respeller() -> Respeller:
    """Return the one in use: the program's variants, and the synonyms of the content that this turn shows."""
    try:
        return _of_served_content()
    except (OSError, ValueError):
        # No content has been generated yet.
        return _respeller(())


def respeller_of(synonyms: Mapping[str, str]) -> Respeller:
    """Return the one with these synonyms, which go before the program's variants."""
    return _respeller(tuple(synonyms.items()))


@made_of(lambda profile: tuple(profile.synonyms.items()))
def _of_served_content(synonyms: tuple[tuple[str, str], ...]) -> Respeller:
    return _respeller(synonyms)


# Two versions are in use while one takes the other's place, and in a preview.
@lru_cache(maxsize=8)
def _respeller(synonyms: tuple[tuple[str, str], ...]) -> Respeller:
    shipped = _variants()
    if not synonyms:
        return Respeller(shipped, _pattern(shipped))
    as_shipped = respeller_of({})
    own = {in_one_script(word): as_shipped(in_one_script(meaning)) for word, meaning in synonyms}
    both = {**shipped, **own}
    return Respeller(both, _pattern(both))


def _pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_one_variant, sorted(words, key=len, reverse=True))))


def _one_variant(word: str) -> str:
    """Return the pattern of a spelling. All begin with a character: a search then skips what begins none of them, and
    takes a twentieth of the time.
    """
    if not word.isascii():
        return re.escape(word)
    first = re.escape(word[0])
    return f"{first}(?<![a-z]{first}){re.escape(word[1:])}(?![a-z])"


def unified(text: str) -> str:
    """Return `text` in one width and case. It may be much longer: one character can stand for 18 (U+FDFA)."""
    return unicodedata.normalize("NFKC", text).lower()


def normalize(text: str) -> str:
    """Return `text` in one width, case and script, with known spellings unified; punctuation stays.

    A character repeated three times or more is kept once ("急急急急" reads "急"), digits excepted, and so is a repeated
    word. Single characters with blanks between are one word ("个 人"). An emoji is a word only beside others (🈶人吗).
    """
    return _normalized(text, respeller())


def normalize_as_shipped(text: str) -> str:
    """Do the same without the synonyms of a content."""
    return _normalized(text, respeller_of({}))


def _normalized(text: str, respelled: Respeller) -> str:
    if _FRAMED.search(text) and not _NOT_WORD.sub("", _FRAMED.sub("", text)):
        return _SPACE.sub(" ", text).strip()
    return respelled(in_one_script(text))


def in_one_script(text: str) -> str:
    """Return `text` normalized but for its words: neither variants nor synonyms are replaced."""
    text = _SPACE.sub(" ", _simplifier().convert(_KEY.sub("", unified(text)))).strip()
    text = _BETWEEN_SINGLE.sub("", text)
    text = _REPEATED.sub(lambda m: m[0] if m[1].isdigit() else m[1], text)
    return _REPEATED_WORD.sub(r"\1", text)


def fold(text: str) -> str:
    """Return `text` normalized and without any punctuation, symbol, emoji or blank.

    Two questions are the same question when their folds are equal.
    """
    return _folded(text, respeller())


# A turn asks for that of its message some ten times, and for those of the buttons that were shown.
@lru_cache(maxsize=256)
def _folded(text: str, respelled: Respeller) -> str:
    return _NOT_WORD.sub("", _normalized(text, respelled))
