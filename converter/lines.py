"""Splits text into lines and gives each a kind, so that none is dropped."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from zh.questions import asks_something

QUESTION_ENDS = ("？", "?", "吗", "呢")
"""The ends of a line that asks, whatever its words are."""

COMMENT, HEADING = "comment", "heading"
STEP = "step"
"""The label of a numbered line that is a step of an answer."""


class Kind(str, Enum):
    SECTION = "section"
    QUESTION = "question"
    ANSWER = "answer"
    MORE_ANSWER = "answer continued"
    NOTE = "staff note"
    BLANK = "blank"


@dataclass(frozen=True)
class Line:
    """One source line. `text`: its content without marker; `label`: its entry number or kind of heading.

    A note inside an answer also has the kind NOTE. `after_blank`: a blank line stands before it.
    """

    number: int
    kind: Kind
    text: str
    raw: str
    label: str = ""
    after_blank: bool = False


ANSWER_MARK = r"(?:回复|答复|回答|答案|答)\s*[:：]"

# All are matched against a stripped line, and none searches for its end, so that a line of 10,000 blanks is
# read as fast as others. Word processors turn "<!--" into "<!—".
_COMMENT = re.compile(r"[<＜]\s*[!！]\s*[-－–—]+(.*)", re.DOTALL)
_COMMENT_END = " >＞-－–—"
_HEADING = re.compile(r"[#＃]+(.*)", re.DOTALL)
_QUESTION = re.compile(r"([0-9０-９]{1,3})\s*[.．。、)）](?![0-9０-９])(.*)", re.DOTALL)
_ANSWER = re.compile(rf"(?:{ANSWER_MARK}|[AaＡａ]\s*[:：])(.*)", re.DOTALL)
# Zero-width characters, which pasting brings along. Joiners and selectors stay, since emoji need them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")


def no_notes(_: str) -> bool:
    return False


def classify(text: str, is_note: Callable[[str], bool] = no_notes) -> list[Line]:
    """Return one Line per line of `text`, in order.

    `is_note`: whether a line is a note to staff. An unnumbered line after an answer continues the answer, also after a
    blank line; anywhere else it is a note. A numbered line that can only be a step continues the answer, too.
    """
    lines = _classified(text, is_note, ())
    steps = [number for at in range(1, len(lines)) for number in _steps_from(lines, at)]
    return _classified(text, is_note, steps) if steps else lines


def _classified(text: str, is_note: Callable[[str], bool], steps: Collection[int]) -> list[Line]:
    lines: list[Line] = []
    in_answer = after_blank = False
    for number, raw in enumerate(text.split("\n"), 1):
        kind, content, label = _step(raw) if number in steps else _kind(raw, in_answer, is_note)
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
    content = _INVISIBLE.sub("", raw).strip()
    if not content:
        return Kind.BLANK, "", ""
    if is_note(content):
        return Kind.NOTE, content, ""
    if match := _COMMENT.match(content):
        return Kind.SECTION, match[1].rstrip(_COMMENT_END).strip(), COMMENT
    if match := _HEADING.match(content):
        return Kind.SECTION, match[1].strip(), HEADING
    if match := _ANSWER.match(content):
        return _answer(match[1].strip(), is_note)
    if match := _QUESTION.match(content):
        return Kind.QUESTION, match[2].strip(), str(int(match[1]))
    return (Kind.MORE_ANSWER if in_answer else Kind.NOTE), content, ""


def _step(raw: str) -> tuple[Kind, str, str]:
    return Kind.MORE_ANSWER, _INVISIBLE.sub("", raw).strip(), STEP


def _steps_from(lines: Sequence[Line], start: int) -> list[int]:
    """Return the numbers of the lines that are steps of an answer, from the line at `start` on.

    They stand right under it and are numbered from 1 ("回复：1. …" is the first), and none has an answer. Words that
    ask do not make a step a question where it ends as a statement, or "…：" announces the list.
    """
    before, numbers = lines[start - 1], list[int]()
    if before.kind not in (Kind.ANSWER, Kind.MORE_ANSWER):
        return []
    first = _QUESTION.match(before.text)
    begun = int(first is not None and int(first[1]) == 1)
    introduced, last, end = _announces(before), begun, start
    while end < len(lines) and lines[end].kind in (Kind.QUESTION, Kind.NOTE) and (numbers or lines[end].label):
        line = lines[end]
        if line.kind is Kind.QUESTION:
            # A second list may begin within the answer.
            last = 0 if int(line.label) == 1 and _announces(lines[end - 1]) else last
            # A list of Word may go on counting from the answer above.
            last = int(line.label) - 1 if not numbers and introduced and states(line.text) else last
            asks = _asks(line.text) and (_has_answer(lines, end) or not (introduced or begun or states(line.text)))
            if int(line.label) != last + 1 or asks:
                break
            last += 1
            numbers.append(line.number)
        end += 1
    if not numbers or (begun + len(numbers) < 2 and not (introduced and not _asks(lines[start].text))):
        return []
    return numbers if _is_whole(lines[end:]) else []


def _is_whole(rest: Sequence[Line]) -> bool:
    """Return whether a list of steps ends before `rest`: with an answered question, or with a step without answer."""
    broken_off = bool(rest) and rest[0].kind is Kind.QUESTION
    after = islice((line.kind for line in rest if line.kind is not Kind.BLANK), 1 + broken_off)
    return (Kind.ANSWER in after) == broken_off


def _announces(line: Line) -> bool:
    return line.kind is not Kind.QUESTION and line.text.endswith((":", "："))


def _has_answer(lines: Sequence[Line], at: int) -> bool:
    """Say whether the next line that is no note is an answer."""
    below = (line.kind for line in islice(lines, at + 1, None) if line.kind not in (Kind.NOTE, Kind.BLANK))
    return next(below, None) is Kind.ANSWER


def states(text: str) -> bool:
    """Say whether a line ends as a statement."""
    return text.endswith(("。", "；", ";", "，", "！"))


def _asks(text: str) -> bool:
    return text.endswith(QUESTION_ENDS) or asks_something(text)


def _answer(content: str, is_note: Callable[[str], bool]) -> tuple[Kind, str, str]:
    """Return kind, text and label of an answer's first line; its text is empty if it is a note to staff."""
    return (Kind.ANSWER, "", "note") if is_note(content) else (Kind.ANSWER, content, "")
