"""Text -> lines, each with what it is. Nothing is dropped: every line gets a kind."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Kind(str, Enum):
    SECTION = "section"
    QUESTION = "question"
    ANSWER = "answer"
    MORE_ANSWER = "answer continued"
    NOTE = "staff note"
    BLANK = "blank"


@dataclass(frozen=True)
class Line:
    """One source line; `text` is its content without marker, `label` its entry number or comment depth.

    For a note inside an answer `kind` is NOTE too. `after_blank` says that a blank line stood before it.
    """

    number: int
    kind: Kind
    text: str
    raw: str
    label: str = ""
    after_blank: bool = False


_COMMENT = re.compile(r"^\s*<!--\s*(.*?)\s*(?:--\s*>)?\s*$")
_HEADING = re.compile(r"^\s*[#＃]+\s*(.*?)\s*$")
_QUESTION = re.compile(r"^\s*([0-9０-９]{1,3})\s*(?:[.．。、)）]\s*)(?![0-9０-９])(.*?)\s*$")
_ANSWER = re.compile(r"^\s*(?:回复|答复|回答|答案|答|[AaＡａ])\s*[:：]\s*(.*?)\s*$")


def no_notes(_: str) -> bool:
    return False


def classify(text: str, is_note: Callable[[str], bool] = no_notes) -> list[Line]:
    """Return one Line per line of `text`, in order.

    `is_note` knows the lines that are notes to staff. An unnumbered line after an answer continues
    that answer, also after a blank line; one that stands anywhere else is a note.
    """
    lines: list[Line] = []
    in_answer = after_blank = False
    for number, raw in enumerate(text.split("\n"), 1):
        kind, content, label = _kind(raw, in_answer, is_note)
        lines.append(Line(number, kind, content, raw, label, after_blank))
        after_blank = kind is Kind.BLANK
        if kind in (Kind.SECTION, Kind.QUESTION):
            in_answer = False
        elif kind is Kind.ANSWER:
            in_answer = True
    if lines and lines[-1].raw == "":
        lines.pop()
    return lines


def _kind(raw: str, in_answer: bool, is_note: Callable[[str], bool]) -> tuple[Kind, str, str]:
    content = raw.strip()
    if not content:
        return Kind.BLANK, "", ""
    if is_note(content):
        return Kind.NOTE, content, ""
    for pattern, label in ((_COMMENT, "1"), (_HEADING, "2")):
        if match := pattern.match(raw):
            return Kind.SECTION, match[1], label
    if match := _ANSWER.match(raw):
        return _answer(match[1], is_note)
    if match := _QUESTION.match(raw):
        return Kind.QUESTION, match[2], str(int(match[1]))
    return (Kind.MORE_ANSWER if in_answer else Kind.NOTE), content, ""


def _answer(content: str, is_note: Callable[[str], bool]) -> tuple[Kind, str, str]:
    """An answer may begin with a note to staff: the line is the answer's start, its text then empty."""
    return (Kind.ANSWER, "", "note") if is_note(content) else (Kind.ANSWER, content, "")
