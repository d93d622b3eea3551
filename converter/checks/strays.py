"""Finds text that belongs on a line of its own or in another place."""

import re
from collections.abc import Iterable, Sequence

from converter.catalog import Catalog
from converter.errors import Finding
from converter.folding import fold
from converter.lines import ANSWER_MARK, COMMENT, Kind, Line

_MARK_IN_QUESTION = re.compile(rf"(?<![回解应作问抢“‘「『])(?:{ANSWER_MARK})")
"""A mark anywhere in a question, but not the end of another word (一次性解答：) and not quoted."""

_INNER_ANSWER = re.compile(rf"(?:^|(?<=[\s。？！?!；;]))(?:{ANSWER_MARK})")
"""A mark where a sentence begins."""

INNER_NUMBER = re.compile(r"(?<![0-9０-９.．])([0-9０-９]{1,3})\s*[.．、]\s*(?=[\u4e00-\u9fff])")
_QUESTION_MARK = re.compile(r"(?:[QqＱｑ]|问题?|提问)\s*[0-9０-９]*\s*[:：.．、]")
_ASKING = ("吗", "呢", "？", "?")
_CONFLICT = re.compile(r"(?:<{7}|>{7}|={7}|\|{7})(?!\S)")
_LIKE_A_HEADING = re.compile(
    r"【[^】]{1,14}】|[（(]?[一二三四五六七八九十]{1,3}[)）、.．][^，。；：,;:]{1,14}|第[一二三四五六七八九十0-9]{1,3}[章节部][^，。；：]{0,14}"
)
_ANSWERS = (Kind.ANSWER, Kind.MORE_ANSWER)
_MARK = re.compile(r"[-–—]*\s*[>＞]|[<＜]\s*[!！/-]")


def check_strays(lines: Sequence[Line], catalog: Catalog) -> Iterable[Finding]:
    """Check each line by itself; a line with several oddities is named once."""
    headings = {fold(section) for section in catalog.sections}
    questions = {fold(line.text) for line in lines if line.kind is Kind.QUESTION}
    for at, line in enumerate(lines):
        if stray := _stray(line, headings, questions) or _heading(lines, at):
            kind, message = stray
            yield Finding(line.number, kind, f"{message}：“{line.raw.strip()[:40]}”", (line.text,))


def _heading(lines: Sequence[Line], at: int) -> tuple[str, str] | None:
    """Return the finding for a line like a heading between an answer and the next question.

    The last of several similar lines is not one.
    """
    line, before = lines[at], lines[at - 1] if at else None
    behind = next((other for other in lines[at + 1 :] if other.kind is not Kind.BLANK), None)
    if line.kind is not Kind.MORE_ANSWER or not _LIKE_A_HEADING.fullmatch(line.text):
        return None
    if behind is None or behind.kind is not Kind.QUESTION or (before and _LIKE_A_HEADING.match(before.text)):
        return None
    return "stray-heading", "回复的续文像是章节的标题，用户会看到它"


def runs_together(text: str) -> bool:
    """Say whether a line of an answer holds another entry: a mark typed twice, or a numbered question with a mark.

    A mark alone may belong to the answer: 常有人问：能代办吗？答：可以。
    """
    number = INNER_NUMBER.search(text)
    behind = _INNER_ANSWER.search(text, number.end()) if number else None
    return behind is not None or _INNER_ANSWER.match(text) is not None


def _stray(line: Line, headings: set[str], questions: set[str]) -> tuple[str, str] | None:
    if _CONFLICT.match(line.raw):
        return "conflict-marks", "这是两份改动合并时留下的记号：在两份里留下对的一份，连记号一起整理好"
    if line.kind is Kind.SECTION and line.label == COMMENT and not line.raw.rstrip().endswith((">", "＞")):
        return "unclosed-comment", "注释没有以 --> 结束（注释只能写在一行里，其余各行照样会读）"
    marked = line.kind is Kind.QUESTION and _MARK_IN_QUESTION.search(line.text) is not None
    if marked or (line.kind in _ANSWERS and runs_together(line.text)):
        return "merged-lines", "一行里有两段，“回复：”应另起一行"
    if line.kind is Kind.QUESTION and INNER_NUMBER.search(line.text):
        return "merged-lines", "一行里像是有两个带编号的问题"
    if line.kind in _ANSWERS and _INNER_ANSWER.search(line.text):
        return "answer-within-answer", "回复里还有一个“回复：”或“答：”，算作这个回复里的话"
    if line.kind is not Kind.MORE_ANSWER:
        return None
    if fold(line.text) in headings:
        return "stray-heading", "回复的续文与章节同名，章节前要有 #"
    if _QUESTION_MARK.match(line.text) or line.text.endswith(_ASKING) or fold(line.text) in questions:
        return "stray-question", "回复的续文像是一个问题，问题前要有编号（如 1.）"
    if _MARK.match(line.text):
        return "stray-mark", "回复的续文像是注释的记号"
    return None
