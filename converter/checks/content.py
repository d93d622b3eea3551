"""Finds text that must not reach a user: placeholders, broken characters, remarks. Personal data: personal.py."""

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

WORDS_FILE = Path(__file__).with_name("content.yml")

_ANSWER_LINES = (Kind.ANSWER, Kind.MORE_ANSWER)
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
        yield Finding(first, kind, f"{name} 里有{what}", (name,), tuple(rest))


def _problems(line: Line, catalog: Catalog) -> Iterable[tuple[str, str]]:
    text = without_notes(line.text, catalog.note_texts) if line.kind in _ANSWER_LINES else line.text
    if match := _BROKEN.search(text):
        yield "broken-character", f"乱码（{match[0][:4]}）"
    if line.kind not in (*_ANSWER_LINES, Kind.QUESTION):
        return
    if match := _MARKUP.search(text):
        yield "markup", f"网页或排版代码（{match[0][:20]}），用户会原样看到"
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
