"""Finds personal data in the content: FAQ, catalog, profile and hand-written phrasings.

The institution publishes its own mail addresses, telephones and first passwords in its answers. A number that belongs
to one person stops wherever it stands. Anything else in what users are expected to write is a note.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from converter.answers import Answer, without_notes
from converter.catalog import Catalog
from converter.checks.questions import PlacedQuestion
from converter.checks.structure import CATALOG
from converter.errors import Finding
from converter.lines import Kind, Line
from owner.live import profile
from owner.positions import Way
from owner.reading import ProfileReading
from zh.personal import Personal, find_personal, is_identity_card, mask, personal_in, spelt

WORDS_FILE = Path(__file__).with_name("personal.yml")

SURE, SERVICE, PERHAPS = "personal-data", "service-number", "perhaps-personal"
"""Kinds of findings: a number of a person, a mobile number that looks published, and what may be the institution's."""

_OF_A_PERSON = frozenset(
    (
        Personal.IDENTITY_CARD, Personal.BANK_CARD, Personal.MOBILE, Personal.PASSPORT, Personal.PERMIT,
        Personal.RESIDENCE, Personal.SOCIAL_CARD, Personal.OFFICER, Personal.PLATE,
    )
)  # fmt: skip
_ANSWER_LINES = (Kind.ANSWER, Kind.MORE_ANSWER)
# With a mistyped digit the checksum fails, but the number may still be a person's.
_LIKE_A_CARD = re.compile(r"(?<!\d)[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)")


class PersonalFound(NamedTuple):
    """A kind of finding, the kind of data, its two ends to show, and its unified spelling to compare."""

    kind: str
    what: str
    shown: str
    spelt: str


def check_faq(lines: Sequence[Line], answers: Sequence[Answer], catalog: Catalog) -> Iterator[Finding]:
    """Yield one finding per answer and kind of data with all its lines, since the FAQ repeats answers."""
    owner = {number: answer.name for answer in answers for number in answer.lines}
    public, hotline = published(answers), _hotline()
    seen: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for line in lines:
        answered = line.kind in _ANSWER_LINES
        text = without_notes(line.text, catalog.note_texts) if answered else line.text
        name = owner.get(line.number, line.text[:20])
        for place in found_in(text, hotline if answered else public, official=answered):
            if place.kind != PERHAPS or line.kind is Kind.QUESTION:
                seen[place.kind, name, place.what, place.shown].append(line.number)
    for (kind, name, what, ends), numbers in seen.items():
        first, *rest = dict.fromkeys(numbers)
        yield _finding(PersonalFound(kind, what, ends, ""), name, first, tuple(rest))


def check_written(
    questions: Iterable[PlacedQuestion], answers: Sequence[Answer], lines: Sequence[Line], catalog: Catalog
) -> Iterator[Finding]:
    """Yield what stands in hand-written phrasings and in the catalog, but not already in the FAQ."""
    public = published(answers)
    in_faq = {item.spelt for line in lines for item in found_in(line.text, ())}
    for phrasing in questions:
        for item in found_in(phrasing.text, public):
            yield _finding(item, phrasing.answer, phrasing.line, path=phrasing.path)
    for name, text, way in _shown_texts(catalog):
        for item in found_in(text, {*public, *in_faq}, official=True):
            if item.kind != PERHAPS:
                yield _finding(item, name, catalog.line_at(*way), path=CATALOG)


def check_profile(reading: ProfileReading, path: str) -> Iterator[Finding]:
    """Yield the numbers of persons in what the profile says; its hotline is the institution's own."""
    if reading.profile is None:
        return
    public = _all_spellings(reading.profile.staff.hotline)
    for way, text in _texts(reading.profile.dict()):
        for item in found_in(text, public, official=True):
            if item.kind == SURE:
                yield _finding(item, ".".join(map(str, way)), reading.line(*way), path=path)


def published(answers: Sequence[Answer]) -> frozenset[str]:
    """Return what the institution publishes itself: its hotline, and the addresses and telephones in its answers."""
    items = (item for answer in answers for item in found_in(answer.text, (), official=True))
    return _hotline() | {item.spelt for item in items if item.kind != SURE}


def found_in(text: str, public: Collection[str], *, official: bool = False) -> Iterator[PersonalFound]:
    """Yield the personal data in a text, without what is `public`.

    `official`: the institution says the text. What users ask (我的联系电话…) publishes no number.
    """
    for kind, start, end in find_personal(text):
        piece = text[start:end]
        number = unicodedata.normalize("NFKC", piece)
        if spelt(piece) in public or (_LIKE_A_CARD.fullmatch(number) and not is_identity_card(number)):
            continue
        weight = SURE if kind in _OF_A_PERSON else PERHAPS
        if official and kind is Personal.MOBILE and _service().search(text[:start]):
            weight = SERVICE
        yield PersonalFound(weight, kind.value, _ends(piece), spelt(piece))
    for match in _LIKE_A_CARD.finditer(unicodedata.normalize("NFKC", text)):
        if not is_identity_card(match[0]):
            yield PersonalFound(SURE, "像身份证号的数字", _ends(match[0]), spelt(match[0]))


def _finding(item: PersonalFound, name: str, line: int, more: tuple[int, ...] = (), path: str = "") -> Finding:
    # The ends of what was found are shown. The key, which people copy into catalog.yml, holds none of it.
    name = mask(name)
    return Finding(line, item.kind, f"{name} 里有{item.what}（{item.shown}）", (name, item.what), more, path)


def _ends(piece: str) -> str:
    return f"{piece[:3]}…{piece[-2:]}"


def _hotline() -> frozenset[str]:
    return _all_spellings(profile().staff.hotline)


def _all_spellings(text: str) -> frozenset[str]:
    """Return the numbers in a text and the text itself, which may be a number that only its place explains."""
    return personal_in(text) | {spelt(text)}


def _shown_texts(catalog: Catalog) -> Iterator[tuple[str, str, Way]]:
    """Yield what users read of the catalog: its name in findings, the text, the place."""
    for topic, title in catalog.topics.items():
        yield topic, title, ("topics", topic)
    for at, record in enumerate(catalog.records):
        yield record.id, record.title, ("answers", at, "title")
    for at, context in enumerate(catalog.contexts):
        yield context.id, context.asks, ("contexts", at, "asks")
    for at, composition in enumerate(catalog.compositions):
        for number, piece in enumerate(composition.pieces):
            yield composition.answer, piece.text, ("roles", at, "pieces", number, "text")


def _texts(value: object, way: Way = ()) -> Iterator[tuple[Way, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _texts(inside, (*way, key))
    elif isinstance(value, list | tuple):
        for at, inside in enumerate(value):
            yield from _texts(inside, (*way, at))


@lru_cache(maxsize=1)
def _service() -> re.Pattern[str]:
    words = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))["service"]
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})[^\d，,。；;]{{0,8}}$")
