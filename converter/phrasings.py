"""Splits a question line into the questions that users would ask, each with the way it was read."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import jieba
import yaml

WORDS_FILE = Path(__file__).with_name("phrasings.yml")

_ENUMERATION = re.compile(r"[/／、；;]")
_STRONG = re.compile(r"[/／、；;]|(?<=吗)[，,]")
_COMMA = re.compile(r"[，,]")
_QUOTED = re.compile(r"“[^”]*”|【[^】]*】|（[^）]*）")
_TRAILING = "。，,；;、 "


ALIKE = 2
"""So many equal first characters show two phrasings of one question; values do not have them."""


class LineReading(str, Enum):
    AS_IS = "as it stands"
    SPLIT = "split"
    EXPANDED = "value expanded"
    COMPLETED = "fragment completed"
    DROPPED = "fragment dropped"
    BY_HAND = "read by hand"
    UNSURE = "kept whole"


@dataclass(frozen=True)
class Phrasing:
    """A question and the reading of `part` of the line that gave it. A dropped fragment has no text to learn."""

    text: str
    reading: LineReading
    part: str

    @property
    def taught(self) -> bool:
        return self.reading is not LineReading.DROPPED


def read_question(line: str) -> list[Phrasing]:
    """Return the phrasings in `line`. A line that cannot be split safely is kept whole (UNSURE).

    A slash, an enumeration comma or a semicolon separates questions or values. A comma joins a situation
    and its question ("手机号错了，怎么修改"), unless it is the only separator of three or more parts.
    """
    whole = line.strip(_TRAILING)
    if _QUOTED.search(whole):
        return [Phrasing(whole, LineReading.AS_IS, line)]
    if expanded := _expand_values(whole):
        return expanded
    commas = _split(_COMMA, whole)
    listed = len(commas) > 2 and not _ENUMERATION.search(whole)
    parts = commas if listed else _split(_STRONG, whole)
    if len(parts) == 1:
        return [Phrasing(whole, LineReading.AS_IS, line)]
    read = _read_parts(_lists_asked(parts, whole))
    asked_too = [p.reading is LineReading.SPLIT and p.part not in whole for p in read]
    return [replace(p, reading=LineReading.EXPANDED) if also else p for p, also in zip(read, asked_too, strict=True)]


def _split(mark: re.Pattern[str], text: str) -> list[str]:
    return [part.strip(_TRAILING) for part in mark.split(text) if part.strip(_TRAILING)]


def _lists_asked(parts: Sequence[str], whole: str) -> list[str]:
    """Ask of each name of a list what is asked of its last one: 开户、销户怎么办 -> 开户怎么办, 销户怎么办."""
    questions: list[str] = []
    for at, part in enumerate(parts):
        asking, first = _asked_of_name(part), at
        while asking and first and _is_name(parts[first - 1]) and f"{parts[first - 1]}、{parts[first]}" in whole:
            first -= 1
        questions[len(questions) - (at - first) :] = [*(name + asking for name in parts[first:at]), part]
    return questions


def _asked_of_name(part: str) -> str:
    """Return what a part asks of the name that it begins with: 销户怎么办 -> 怎么办; empty if it has no such name."""
    asking = next((part[at:] for at in range(2, len(part) - 1) if _begins_asking(part[at:])), "")
    return asking if _is_name(part[: len(part) - len(asking)]) else ""


def _asks_from(text: str) -> bool:
    return text.startswith((*_words()["openers"], *_words()["predicates"]))


def _begins_asking(text: str) -> bool:
    linking, modal = _words()["linking"], _words()["modal"]
    return text.startswith(tuple(modal)) or _asks_from(text.lstrip(linking))


def _is_name(part: str) -> bool:
    return 2 <= len(part) <= _words()["value_length"] and not _says_something(part)


def _read_parts(parts: Sequence[str]) -> list[Phrasing]:
    """Read each part as a question, a fragment without subject, or a name of which the following parts ask."""
    phrasings: list[Phrasing] = []
    names: list[str] = []
    waiting = False
    topic = subject = ""
    for at, part in enumerate(parts):
        head, *tail = _split(_COMMA, part)
        if not _says_something(head):
            names = [*names, head] if waiting else [head]
            topic = subject = head
            if not tail and _needed(parts[at + 1 :]):
                waiting = True
                continue
        elif _is_fragment(part):
            phrasings += [*_expanded(names[:-1], part), _complete(part, subject)]
            waiting = False
            continue
        if topic and topic not in part and _starts_open(part):
            phrasings += [*_expanded(names[:-1], part), Phrasing(topic + part, LineReading.COMPLETED, part)]
        else:
            asked_alone = [name for name in names if name != head] if waiting else []
            phrasings += [Phrasing(text, LineReading.SPLIT, text) for text in (*asked_alone, part)]
            names = names[-1:]
        waiting, subject = False, _subject(head) or subject
    if not any(p.taught for p in phrasings):
        return [Phrasing("，".join(parts), LineReading.UNSURE, "，".join(parts))]
    return phrasings


def _expanded(names: Sequence[str], part: str) -> list[Phrasing]:
    """Ask of each name what is asked of the last one: 挂号费/押金/怎么退."""
    return [Phrasing(name + part, LineReading.EXPANDED, name) for name in names]


def _needed(after: Sequence[str]) -> bool:
    """Say whether the next part lacks a subject; else the part before is a phrasing itself (网页一片空白)."""
    return bool(after) and (_is_fragment(after[0]) or _starts_open(after[0]) or not _says_something(after[0]))


def _complete(part: str, subject: str) -> Phrasing:
    if not subject:
        return Phrasing("", LineReading.DROPPED, part)
    return Phrasing(subject + part, LineReading.COMPLETED, part)


def _expand_values(line: str) -> list[Phrasing]:
    """Read "会对接到甲市/乙市/丙市平台吗" and "甲/乙/丙，怎么收费": one question per value."""
    slashed = re.split(r"[/／]", line)
    # Parts that begin alike are whole phrasings: 密码忘了/密码不记得了.
    whole = len({part.strip()[:ALIKE] for part in slashed}) < len(slashed)
    if len(slashed) < 2 or whole or any(_says_something(value) for value in slashed[1:-1]):
        return []
    head, tail = _last_word(slashed[0]), _first_word(slashed[-1])
    before, after = slashed[0][: len(slashed[0]) - len(head)], slashed[-1][len(tail) :].lstrip("，, ")
    values = [head, *slashed[1:-1], tail]
    alike = all(0 < len(v) <= _words()["value_length"] and not _says_something(v) for v in values)
    # Two values must be of one kind, for example with the same end: "济南市/德州市平台".
    two_of_a_kind = len(slashed) > 2 or not _says_something(slashed[0]) or head[-1:] == tail[-1:]
    # Of two, the second may begin a question about something else: 补缴/单位少缴了怎么补.
    apart = len(slashed) == 2 and not before and not _asks_from(after)
    if not alike or not _says_something(after) or not two_of_a_kind or apart:
        return []
    return [Phrasing(before + v + after, LineReading.EXPANDED, v) for v in values]


def _last_word(text: str) -> str:
    return words_of(text)[-1] if _says_something(text) or len(text) > _words()["value_length"] else text


def _first_word(text: str) -> str:
    before_comma = re.split(r"[，,]", text)[0]
    return before_comma if before_comma != text else words_of(text)[0]


def words_of(text: str) -> list[str]:
    """Cut into words. Without the setting, jieba logs the loading of its dictionary."""
    jieba.setLogLevel(logging.WARNING)
    return [str(word) for word in jieba.cut(text)] or [""]


def _says_something(part: str) -> bool:
    return any(word in part for word in _words()["predicates"])


def _starts_open(part: str) -> bool:
    return part.startswith(tuple(_words()["openers"]))


def _is_fragment(part: str) -> bool:
    rest = part
    for word in sorted(_words()["empty_words"], key=len, reverse=True):
        rest = rest.replace(word, "")
    return not rest


def _subject(part: str) -> str:
    """Return the text before the first opener: "退休人员怎么删除" -> "退休人员"."""
    at = [part.find(word) for word in _words()["openers"] if part.find(word) > 0]
    return part[: min(at)] if at and not _starts_open(part) else ""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return words
