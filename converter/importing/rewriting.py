"""Rewrites imported text so that it keeps its meaning in the FAQ's own form."""

import re
from collections.abc import Callable, Iterator, Sequence

from converter.checks.strays import INNER_NUMBER, runs_together
from converter.importing import labels
from converter.importing.items import Candidate, Doubt
from converter.lines import Kind, classify, no_notes

_AFTER = "\n\n2. 怎么办\n回复：好"
_BULLET = "· "


def rewritten_question(text: str) -> str:
    """Return a question as one line."""
    return " ".join(text.split())


def rewritten_answer(text: str, is_note: Callable[[str], bool] = no_notes) -> str:
    """Return an answer without blank lines and without lines that read as a question, an answer or a heading.

    A list keeps its numbers (1.) if the FAQ's form takes them as steps; else they become （1）. So do those of
    questions within a line: 1.能代办吗？答：能。
    """
    lines = [_apart(line.strip()) for line in labels.unmarked(text).replace("\t", " ").split("\n") if line.strip()]
    if not (misread := _misread(lines, is_note)):
        return "\n".join(lines)
    if Kind.QUESTION in misread.values():
        lines = [lines[0], *(_numbered(line) for line in lines[1:])]
        misread = _misread(lines, is_note)
    return "\n".join(_BULLET + line if at in misread else line for at, line in enumerate(lines))


def rewritten(candidates: Sequence[Candidate], is_note: Callable[[str], bool] = no_notes) -> Iterator[Doubt]:
    """Yield a doubt for each answer that cannot stand word for word in the FAQ's own form."""
    for candidate in candidates:
        lines = [line.strip() for line in candidate.answer.replace("\t", " ").split("\n") if line.strip()]
        settled = rewritten_answer(candidate.answer, is_note).split("\n")
        if line := next((line for line, new in zip(lines, settled, strict=False) if line != new), ""):
            what = f"答案里的“{line[:30]}”像另一个问题或标题，编号改写成（1），或在前面加“·”"
            do = "要一字不改的，从 1 开始编号，每步用句号结尾，列表前一行用冒号结尾"
            yield Doubt(candidate.place, what, do)


def _misread(lines: list[str], is_note: Callable[[str], bool]) -> dict[int, Kind]:
    """Return the lines, from 0, that would not be read as part of the answer."""
    lines_read = classify("1. 怎么办\n回复：" + "\n".join(lines) + _AFTER, is_note)[2 : 1 + len(lines)]
    return {at: line.kind for at, line in enumerate(lines_read, 1) if line.kind not in (Kind.MORE_ANSWER, Kind.NOTE)}


def _apart(line: str) -> str:
    return INNER_NUMBER.sub(_in_brackets, line) if runs_together(line) else line


def _in_brackets(number: re.Match[str]) -> str:
    return f"（{int(number[1])}）"


def _numbered(line: str) -> str:
    number = labels.number(line)
    plain = number is not None and number.style in ("1.", "1)") and number.value is not None
    return f"（{number.value}）{number.rest}" if plain and number is not None else line


def same_text(text: str, other: str) -> bool:
    """Say whether two texts differ only in blanks and a closing semicolon."""
    return bare(text) == bare(other)


def bare(text: str) -> str:
    return "".join(text.split()).rstrip("；;")
