"""The words, runs and dates that are tried first where a secret or a password is guessed, from guessable.yml."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, Extra, conint, constr

SHORTEST_PIECE = 3
LONGEST_PIECE = 40
"""Characters; no word and no run is longer, so longer pieces need not be looked at."""

_DATE = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?")


class CommonWords(BaseModel):
    """The schema of guessable.yml, which explains each field."""

    fewest: conint(ge=2, le=10)  # type: ignore[valid-type]
    runs: list[constr(min_length=SHORTEST_PIECE, max_length=LONGEST_PIECE)]  # type: ignore[valid-type]
    letters: dict[constr(min_length=1, max_length=1), constr(regex="^[a-z]$")]  # type: ignore[valid-type]
    shifted: dict[constr(min_length=1, max_length=1), constr(regex="^[0-9]$")]  # type: ignore[valid-type]
    words: frozenset[constr(regex="^[0-9a-z]{2,20}$")]  # type: ignore[valid-type]
    placeholders: frozenset[constr(regex="^[a-z]{1,20}$|^[一-鿿]{1,8}$")]  # type: ignore[valid-type]

    class Config:
        extra = Extra.forbid


@cache
def common_words() -> CommonWords:
    file = Path(__file__).with_name("guessable.yml")
    return CommonWords(**yaml.safe_load(file.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class GuessedText:
    """A folded text and what its characters may stand for: letters, and numbers with Shift held down."""

    text: str
    as_letters: str
    unshifted: str

    def is_word(self, start: int, end: int, words: frozenset[str]) -> bool:
        return self.text[start:end] in words or self.as_letters[start:end] in words

    def is_run(self, start: int, end: int) -> bool:
        """Say whether the piece is of a run, or a date."""
        if end - start < SHORTEST_PIECE:
            return False
        piece = self.text[start:end]
        return piece in _runs() or self.unshifted[start:end] in _runs() or _DATE.fullmatch(piece) is not None


def guessed_text(folded_text: str) -> GuessedText:
    common = common_words()
    as_letters, unshifted = (folded_text.translate(str.maketrans(to)) for to in (common.letters, common.shifted))
    return GuessedText(folded_text, as_letters, unshifted)


@cache
def _runs() -> str:
    """Return all runs forwards and backwards, joined by NUL, which no folded text contains."""
    return "\0".join(text for run in common_words().runs for text in (run, run[::-1]))


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("\0", "")
