"""Finds personal data in a text: numbers of people and cards, addresses, passwords (docs/guide/privacy.md).

>>> mask("我的手机号13812345678")
'我的手机号【手机号】'
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from zh.personal.addresses import addresses
from zh.personal.checks import is_bank_card, is_identity_card
from zh.personal.codes import codes
from zh.personal.documents import documents
from zh.personal.kinds import OF_STAFF, Personal, PersonalPiece
from zh.personal.labels import Labels
from zh.personal.mail import mails
from zh.personal.passwords import passwords
from zh.personal.reading import PersonalReading, read
from zh.personal.recognised import recognised
from zh.personal.wechat import wechat_names

__all__ = [
    "OF_STAFF",
    "Personal",
    "find_personal",
    "gives_only_masked",
    "is_bank_card",
    "is_identity_card",
    "mask",
    "masked_kinds",
    "personal_in",
    "spelt",
]

_KINDS = tuple(Personal)
_MASKED = re.compile(rf"【({'|'.join(kind.value for kind in Personal)})】")
_GIVES = re.compile(rf"[^,，。？?！!；;]{{0,8}}(?:{_MASKED.pattern}[、和\s]?)+")
_BLANK = re.compile(r"\s")
_WORTH_READING = re.compile("[0-9A-Za-z@]")
_OUR_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}(?![0-9A-Za-z])")
"""A ticket's number, which is no personal data: a random UUID in 32 characters."""


def find_personal(text: str) -> list[tuple[Personal, int, int]]:
    """Return the personal data in `text` as (kind, start, end), by position, not overlapping.

    Of readings that overlap, the surest gives the kind. For example, some identity cards also pass for bank cards.
    """
    reading = read(text)
    if not _WORTH_READING.search(reading.digits):
        return []
    ours = [match.span() for match in _OUR_NUMBER.finditer(reading.plain)]
    places = [
        (*reading.place(piece.start, piece.end), _KINDS.index(piece.kind))
        for piece in _pieces(reading)
        if not any(start <= piece.start and piece.end <= end for start, end in ours)
    ]
    return [(_KINDS[place], start, end) for start, end, place in _joined(sorted(places))]


def _pieces(reading: PersonalReading) -> Iterator[PersonalPiece]:
    labels = Labels(reading.plain)
    yield from recognised(reading, labels)
    yield from documents(reading, labels)
    yield from wechat_names(reading, labels)
    yield from mails(reading)
    yield from passwords(reading, labels)
    yield from codes(reading, labels)
    yield from addresses(reading)


def _joined(places: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Join overlapping readings, so that a shorter one leaves no digit of a longer one."""
    joined: list[tuple[int, int, int]] = []
    for start, end, order in places:
        if joined and start < joined[-1][1]:
            before = joined.pop()
            joined.append((before[0], max(end, before[1]), min(order, before[2])))
        else:
            joined.append((start, end, order))
    return joined


def gives_only_masked(clause: str) -> bool:
    """Say whether the clause of a masked text gives personal data and nothing else: 我的手机号【手机号】."""
    return _GIVES.fullmatch(clause) is not None


def personal_in(text: str) -> frozenset[str]:
    """Return the pieces of personal data, each in its unified spelling (`spelt`)."""
    return frozenset(spelt(text[start:end]) for _, start, end in find_personal(text))


def spelt(piece: str) -> str:
    """Return the piece in a unified spelling: a number without separators, in one width and case."""
    written = _BLANK.sub("", unicodedata.normalize("NFKC", piece)).lower()
    return written if "@" in written else "".join(filter(str.isalnum, written))


def masked_kinds(text: str) -> frozenset[Personal]:
    """Return the kinds of the data that `mask` has replaced in `text`."""
    return frozenset(map(Personal, _MASKED.findall(text)))


def mask(text: str, public: Collection[str] = frozenset(), kinds: Collection[Personal] = _KINDS) -> str:
    """Return `text` with each piece of personal data replaced by its kind: 【身份证号】.

    Pieces in `public`, spelt as by personal_in, stay; so do pieces of other kinds than `kinds`. Masking is repeated
    until nothing is found, since a piece may only be recognised after its neighbour is masked.
    """
    while (masked := _masked(text, public, kinds)) != text:
        text = masked
    return text


def _masked(text: str, public: Collection[str], kinds: Collection[Personal]) -> str:
    pieces, done = [], 0
    for kind, start, end in find_personal(text):
        if kind not in kinds or (public and spelt(text[start:end]) in public):
            continue
        pieces += [text[done:start], f"【{kind.value}】"]
        done = end
    return "".join([*pieces, text[done:]])
