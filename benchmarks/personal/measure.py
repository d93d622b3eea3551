"""Runs the masker on messages; tells which personal data it left and which ordinary words it masked."""

import csv
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from benchmarks.personal.generated import Message
from tests.running import ROOT
from zh.personal import Personal, find_personal, personal_in

FOLDER = Path(__file__).parent
Find = Callable[[str], Iterable[tuple[int, int]]]
"""Returns where personal data stands in a text: from the first to before the second."""


def personal_messages(name: str = "personal.tsv") -> list[Message]:
    """Return a written list: by somebody who had not seen the masker. `personal_later.tsv`: of the kinds that a later
    look found weak, passwords, names on WeChat and postal addresses. `personal_third.tsv` and
    `personal_fourth.tsv`: of all kinds, by other hands.
    """
    rows = _rows(name)
    return [Message(kind, text, tuple(map(str.strip, secrets.split("||")))) for kind, text, secrets in rows]


def ordinary_messages(name: str = "ordinary.tsv") -> list[tuple[str, str]]:
    """Return (kind, message) of messages with nothing personal; `ordinary_later.tsv`: with the same words;
    `ordinary_third.tsv` and
    `ordinary_fourth.tsv`: by the hands of those lists.
    """
    return [(kind, text) for kind, text in _rows(name)]


def _rows(name: str) -> list[list[str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def is_hidden(message: Message, find: Find) -> bool:
    """Say whether no letter and no digit of a secret is left. One in Chinese characters must be touched."""
    covered = {place for start, end in find(message.text) for place in range(start, end)}
    return all(_is_covered(message.text, secret, covered) for secret in message.secrets)


def _is_covered(text: str, secret: str, covered: set[int]) -> bool:
    start = text.index(secret)
    places = range(start, start + len(secret))
    telling = [place for place in places if text[place].isalnum() and not _is_han(text[place])]
    return set(telling) <= covered if telling else not covered.isdisjoint(places)


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def found_personal(text: str) -> list[tuple[int, int]]:
    """Return where the masker sees personal data that is not the owner's own."""
    return [(start, end) for _, start, end in _not_public(text)]


def named_pieces(text: str) -> list[tuple[Personal, str]]:
    return [(kind, text[start:end]) for kind, start, end in _not_public(text)]


def _not_public(text: str) -> list[tuple[Personal, int, int]]:
    public = _public()
    return [place for place in find_personal(text) if not personal_in(text[place[1] : place[2]]) & public]


@lru_cache(maxsize=1)
def _public() -> frozenset[str]:
    """Return what the frozen FAQ publishes, as its answers do at run time."""
    lines = (ROOT / "tests/frozen/data/source/faq.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(piece for line in lines for piece in personal_in(line))
