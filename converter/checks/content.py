"""Finds text that must not reach a user: personal data, placeholders, broken characters, remarks."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from converter.answers import Answer, without_notes
from converter.catalog import Catalog
from converter.errors import Finding
from converter.lines import Kind, Line
from zh.personal import Personal, find_personal, is_identity_card

WORDS_FILE = Path(__file__).with_name("content.yml")

# E-mail and other addresses, telephones and first passwords are the owner's own, meant for users.
_OF_A_PERSON = (Personal.IDENTITY_CARD, Personal.MOBILE, Personal.BANK_CARD)
_ANSWER_LINES = (Kind.ANSWER, Kind.MORE_ANSWER)
# With a mistyped digit the checksum fails, but the number may still be a person's.
_LIKE_A_CARD = re.compile(r"(?<!\d)[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|【\s*】|《\s*》|“\s*”|\{[^}]*\}")
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫|\\?{4,}")
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|&[a-z]+;|&#\d+;|\*\*|\]\(")


def check_content(lines: Sequence[Line], answers: Sequence[Answer], catalog: Catalog) -> Iterable[Finding]:
    """Yield one finding per answer and matter with all its lines, since the FAQ repeats answers."""
    owner = {number: answer.name for answer in answers for number in answer.lines}
    seen: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for line in lines:
        for kind, what in _problems(line, catalog):
            seen[kind, owner.get(line.number, line.text[:20]), what].append(line.number)
    for (kind, name, what), numbers in seen.items():
        first, *rest = dict.fromkeys(numbers)
        # The found text is shown but left out of the key, which must not hold personal data.
        subject = (name, what.split("（")[0]) if kind == "personal-data" else (name,)
        yield Finding(first, kind, f"{name} 里有{what}", subject, tuple(rest))


def _problems(line: Line, catalog: Catalog) -> Iterable[tuple[str, str]]:
    text = without_notes(line.text, catalog.note_texts) if line.kind in _ANSWER_LINES else line.text
    for kind, start, end in find_personal(text):
        number = unicodedata.normalize("NFKC", text[start:end])
        if kind not in _OF_A_PERSON or (_LIKE_A_CARD.fullmatch(number) and not is_identity_card(number)):
            continue
        yield "personal-data", f"{kind.value}（{text[start:end][:3]}…{text[start:end][-2:]}）"
    for match in _LIKE_A_CARD.finditer(unicodedata.normalize("NFKC", text)):
        if not is_identity_card(match[0]):
            yield "personal-data", f"像身份证号的数字（{match[0][:3]}…{match[0][-2:]}）"
    if found := _BROKEN.search(text):
        yield "broken-character", f"乱码（{found[0][:4]}）"
    if line.kind not in (*_ANSWER_LINES, Kind.QUESTION):
        return
    if found := _MARKUP.search(text):
        yield "markup", f"网页或排版代码（{found[0][:20]}），用户会原样看到"
    if line.kind is Kind.QUESTION and line.text in catalog.readings:
        return
    if placeholder := _placeholder(unicodedata.normalize("NFKC", text)):
        yield "placeholder", f"没填的占位（{placeholder}）"
    if line.kind in _ANSWER_LINES and (word := next((w for w in _words()["for_staff"] if w in text), "")):
        yield "staff-words", f"像是写给客服看的话（{word}）"


def _placeholder(text: str) -> str:
    if empty := _EMPTY_BRACKETS.search(text):
        return empty[0]
    return next((word for word in _words()["placeholders"] if word in text.upper()), "")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return words
