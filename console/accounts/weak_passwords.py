"""is_weak_password(): finds passwords made of common words, keyboard rows, dates or repetitions."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, Extra, conint, constr

SHORTEST_PIECE = 3

_DATE = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?")
_AGAIN = re.compile(r"(.)\1+")


class CommonWords(BaseModel):
    """The schema of guessable.yml, which explains each field."""

    fewest: conint(ge=2, le=10)  # type: ignore[valid-type]
    runs: list[constr(min_length=SHORTEST_PIECE)]  # type: ignore[valid-type]
    letters: dict[constr(min_length=1, max_length=1), constr(regex="^[a-z]$")]  # type: ignore[valid-type]
    shifted: dict[constr(min_length=1, max_length=1), constr(regex="^[0-9]$")]  # type: ignore[valid-type]
    words: frozenset[constr(regex="^[0-9a-z]{2,20}$")]  # type: ignore[valid-type]

    class Config:
        extra = Extra.forbid


@cache
def common_words() -> CommonWords:
    file = Path(__file__).with_name("guessable.yml")
    return CommonWords(**yaml.safe_load(file.read_text(encoding="utf-8")))


def is_weak_password(password: str, names: tuple[str, ...] = ()) -> bool:
    """Return whether a password has too few parts. `names`: further words that count as one part."""
    common = common_words()
    plain = _folded(password)
    words = common.words | {form for name in names for form in (_folded(name), _folded(name)[::-1]) if form}
    return any(_parts(form, words) < common.fewest for form in (plain, _AGAIN.sub(r"\1", plain)))


def _parts(text: str, words: frozenset[str]) -> int:
    """Return the smallest number of parts into which the text can be split."""
    common = common_words()
    as_letters, unshifted = (text.translate(str.maketrans(to)) for to in (common.letters, common.shifted))
    fewest = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        costs = [fewest[end - 1] + 1]
        for start in range(end):
            piece = text[start:end]
            if text.endswith(piece, 0, start):
                costs.append(fewest[start])
            elif {piece, as_letters[start:end]} & words or _is_run(piece, unshifted[start:end]) or _is_date(piece):
                costs.append(fewest[start] + 1)
        fewest[end] = min(costs)
    return fewest[-1]


@cache
def _runs() -> str:
    """Return all runs forwards and backwards, joined by NUL, which no password contains."""
    return "\0".join(text for run in common_words().runs for text in (run, run[::-1]))


def _is_run(*forms: str) -> bool:
    return len(forms[0]) >= SHORTEST_PIECE and any(form in _runs() for form in forms)


def _is_date(piece: str) -> bool:
    return _DATE.fullmatch(piece) is not None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("\0", "")
