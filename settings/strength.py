"""Checks the strength of a secret, whichever variable or file it comes from."""

import re
import string
from collections.abc import Iterator
from math import log2

from settings.guessable import LONGEST_PIECE, GuessedText, common_words, folded, guessed_text

VARIETY = 5
"""Different characters: of 16 random digits fewer than one in ten thousand have less, a key held down has one."""

BITS = 2.0
"""Bits for each character a secret must have. Random digits have three, random hexadecimal digits nearly four."""

LOOKED_AT = 512
"""Characters; a key in PEM is longer, and nobody makes one up."""

WORD, RUN, AGAIN, EARLIER, MARK = 5.0, 7.0, 2.0, 5.0, 1.0
"""Bits of a word that is tried first, of a run of keys, of what comes again at once or stood further in front, and of a
mark that has stood between words before.
"""

SHORTEST_EARLIER = 4

OTHER_WAY = 4.0
"""Bits of trying secrets with each character doubled, or two simple ones whose characters come in turn."""

LARGEST_ALPHABET = 64
DIGITS = (string.digits, "0123456789abcdef")

_DOUBLED = re.compile(r"(.)\1")


def is_weak(secret: str, shortest: int) -> bool:
    """Return whether a key could be guessed: it is too simple, or made of words, runs and what comes again."""
    return is_simple(secret, shortest) or bits(secret) < BITS * shortest


def is_simple(secret: str, shortest: int) -> bool:
    """Return whether a secret is shorter than `shortest`, or has too few different characters."""
    return len(secret) < shortest or len(set(secret)) < VARIETY


def bits(secret: str) -> float:
    """Return how many bits somebody has to guess who tries words, runs and repetitions before single characters."""
    text = folded(secret[:LOOKED_AT])
    each = log2(_alphabet(text))
    in_turn = sum(_bits(half, each) for half in (text[::2], text[1::2]))
    return min(_bits(text, each), OTHER_WAY + _bits(_DOUBLED.sub(r"\1", text), each), OTHER_WAY + in_turn)


def _alphabet(text: str) -> int:
    """Return of how many characters a random text would have as many different ones as this has."""
    different, size = len(set(text)), len(text)
    largest = next((len(digits) for digits in DIGITS if set(text) <= set(digits)), LARGEST_ALPHABET)
    guesses = range(max(different, 1), largest)
    return next((guess for guess in guesses if guess * (1 - (1 - 1 / guess) ** size) >= different - 0.5), largest)


def _bits(text: str, each: float) -> float:
    """Return the same for a text that is written in one way. `each`: bits of a character that is like no other."""
    guessed = guessed_text(text)
    fewest = [0.0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        is_mark = not text[end - 1].isalnum() and text[end - 1] in text[: end - 1]
        costs = [fewest[start] + cost for start, cost in _pieces(guessed, end)]
        fewest[end] = min([fewest[end - 1] + (MARK if is_mark else each), *costs])
    return fewest[-1]


def _pieces(guessed: GuessedText, end: int) -> Iterator[tuple[int, float]]:
    """Yield the start of each piece before `end` that is easier to guess than its characters, with its bits."""
    common = common_words()
    words = common.words | common.placeholders
    for start in range(max(0, end - LONGEST_PIECE), end):
        piece = guessed.text[start:end]
        if guessed.text.endswith(piece, 0, start):
            yield start, AGAIN
        elif guessed.is_word(start, end, words) or piece[::-1] in words:
            yield start, WORD
        elif guessed.is_run(start, end):
            yield start, RUN
        elif len(piece) >= SHORTEST_EARLIER and guessed.text.find(piece, 0, start) >= 0:
            yield start, EARLIER


def strength_needed(shortest: int) -> str:
    """Return in Chinese what `is_weak` asks for."""
    return f"至少 {shortest} 个字符，其中至少 {VARIETY} 种不同的，不能由常见的词、连续或重复的字符、键盘上相邻的键拼成"


def random_example(size: int = 32) -> str:
    """Return in Chinese where a secret of `size` random bytes comes from."""
    return f"openssl rand -hex {size} 的输出"
