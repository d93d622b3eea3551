"""Describes each line by itself: its mark, its number, whether it asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from converter.importing import labels
from converter.importing.items import DocumentLine
from converter.lines import QUESTION_ENDS
from zh.questions import asks_something

Look: TypeAlias = tuple[str, ...]
"""The look of a line that may begin something. The questions of a document have one look or a few."""

LONGEST_PLAIN_QUESTION = 60
LONGEST_TITLE = 30
SOFT_SHARE = 0.8
BULLETS = "·•●○◆■□▪➢✓√ "
_BRACKETED = re.compile(r"[【\[［〖《](.{1,20})[】\]］〗》]\s*[:：]?")
_EMPHASIS = re.compile(r"(\*\*|__)(.+?)\1\s*[:：]?", re.DOTALL)
_TROUBLE = re.compile(r"[^：:，,。；;]{2,}(?:了|不[了上到出开]|失败|出错|错误|异常|丢失|遗失)")
_ASKS_AT_END = re.compile(r"(?:[怎咋]么?[办弄]|怎么操作|如何办理|多少钱?|多久|几[天个次年月]|哪[里儿]|什么|[谁吗])$")
_SENTENCE = re.compile(r"[。；;：:]|[？?！!].")
_SEPARATE = re.compile(r"[。；;，,：:|]")

MOSTLY = 0.3
"""Share of the lines from which those that tell of a question are entries."""

_SOMEBODY_ASKS = re.compile(
    r"[^：:？?。]{0,12}(?:有人|学生|同学|用户|读者|家长|居民|市民|群众|老师|常|经常|还|也)[^：:？?。]{0,4}[问说][：:，,“\"]"
)
"""How an answer tells of a question: 常有人问：, 有同学问“."""


@dataclass(frozen=True)
class Mark:
    """`rest`: the line without mark, number and brackets. `look`: empty for plain text."""

    line: DocumentLine
    rest: str
    look: Look = ()
    number: int | None = None
    is_question: bool = False
    answer: bool = False
    asks: bool = False

    @property
    def blank(self) -> bool:
        return not self.line.text

    @property
    def skipped(self) -> bool:
        return self.blank or bool(self.line.aside)

    @property
    def like_a_question(self) -> bool:
        """Whether it is one short question and nothing else, whatever stands before it."""
        text = self.line.text
        alone = len(text) <= LONGEST_TITLE and not _SENTENCE.search(text)
        return alone and (text.endswith(("？", "?")) or _ASKS_AT_END.search(text) is not None)

    @property
    def short(self) -> bool:
        """Whether it may be the name of a section."""
        return 0 < len(self.rest) <= LONGEST_TITLE and not self.asks and not _SEPARATE.search(self.rest.rstrip(":："))


def marks_of(lines: Sequence[DocumentLine]) -> list[Mark]:
    """Return a mark per line; a line that holds a question and its answer gives two."""
    telling = [line for line in lines if _SOMEBODY_ASKS.match(line.text) and labels.inside(line.text, letter=False)]
    # Where most lines are so, they are the entries: 读者问：几点开门？答：九点。
    among_others = len(telling) < MOSTLY * sum(bool(line.text.strip()) for line in lines)
    whole = [part for line in lines for part in ([line] if among_others and line in telling else _taken_apart(line))]
    marks = [_mark(line) for line in whole]
    for at, mark in enumerate(marks):
        if mark.answer and _is_choice(marks, at):
            marks[at] = replace(mark, rest=mark.line.text, answer=False)
        elif (rest := _letter(marks, at)) is not None:
            marks[at] = replace(mark, rest=rest, answer=True, look=())
    return marks if any(mark.answer for mark in marks) else _soft(marks)


def _soft(marks: list[Mark]) -> list[Mark]:
    """Take names such as 客服： as marks of answers if nearly all stand below a line that begins something."""
    soft = [_softly(mark) for mark in marks]
    answers = [at for at, mark in enumerate(soft) if mark.answer]
    above = [preceding(soft, at) for at in answers]
    begun = sum(place is not None and soft[place].look != () for place in above)
    return soft if len(answers) > 1 and begun >= SOFT_SHARE * len(answers) else marks


def _softly(mark: Mark) -> Mark:
    text = mark.line.text
    if mark.skipped or mark.line.heading:
        return mark
    if (answer := labels.soft_answer_mark(text)) is not None:
        return replace(mark, rest=answer, answer=True, look=())
    if not mark.is_question and (question := labels.soft_question_mark(text)) is not None:
        return replace(mark, rest=question, is_question=True, asks=True, look=("问",))
    return mark


def _letter(marks: Sequence[Mark], at: int) -> str | None:
    """Return the answer in a line that begins with A、 right under a question, if no B、 follows."""
    rest = labels.letter_mark(marks[at].line.text)
    if rest is None:
        return None
    before = preceding(marks, at)
    begun = before is not None and marks[before].look and not marks[before].answer
    return rest if begun and not _is_choice(marks, at) else None


def _is_choice(marks: Sequence[Mark], at: int) -> bool:
    """Say whether a line is the first of several to choose from: A：到窗口办, then B：在网上办."""
    after = following(marks, at)
    listed = after is not None and labels.second_letter(marks[after].line.text)
    return listed and labels.first_letter(marks[at].line.text)


def following(marks: Sequence[Mark], at: int) -> int | None:
    """Return the next non-blank line."""
    return next((place for place in range(at + 1, len(marks)) if not marks[place].skipped), None)


def preceding(marks: Sequence[Mark], at: int) -> int | None:
    return next((place for place in range(at - 1, -1, -1) if not marks[place].skipped), None)


def has_text_below(marks: Sequence[Mark], at: int) -> bool:
    """Say whether plain text stands right below a line, which may be its answer; a marked answer has no look."""
    below = following(marks, at)
    return below is not None and not marks[below].look


def _taken_apart(line: DocumentLine) -> list[DocumentLine]:
    is_question = labels.question_mark(line.text) is not None
    opens = is_question or line.heading or line.bold or labels.number(line.text) is not None
    parts = labels.inside(line.text, letter=is_question)
    if parts is None or labels.answer_mark(line.text) is not None:
        return [line]
    question, answer = parts
    if not opens and not (question.endswith(("？", "?")) and len(question) <= LONGEST_PLAIN_QUESTION):
        return [line]
    # A numbered step ("3. 点击提交。答复：…") is no question.
    if not is_question and not line.heading and not asks(question):
        return [line]
    return [replace(line, text=question), replace(line, text=f"答：{answer}", heading=0, bold=False, pictures=0)]


def asks(text: str) -> bool:
    """Say whether a line asks something, by its end or its words."""
    return text.endswith(QUESTION_ENDS) or asks_something(text)


def troubled(text: str) -> bool:
    """Say whether a line states a problem (借书证丢了): it is a question if lines of its look ask."""
    return _TROUBLE.fullmatch(text) is not None


def _mark(line: DocumentLine) -> Mark:
    text = line.text
    if not text or line.aside:
        return Mark(line, text)
    if labels.furniture(text):
        return Mark(replace(line, aside="页码或分隔线"), text)
    if not line.heading and labels.of_contents(text):
        return Mark(replace(line, aside="目录"), text)
    if match := _EMPHASIS.fullmatch(text):
        return _mark(replace(line, text=match[2].strip(), bold=True))
    if (answered := labels.answer_mark(text)) is not None:
        return Mark(line, answered, answer=True)
    if (question := labels.question_mark(text)) is not None:
        inner = labels.number(question)
        return Mark(line, inner.rest if inner and inner.rest else question, ("问",), is_question=True, asks=True)
    return _opening(line)


def _opening(line: DocumentLine) -> Mark:
    number, bracketed = labels.number(line.text), _BRACKETED.fullmatch(line.text)
    rest = number.rest if number else bracketed[1] if bracketed else line.text
    # A plain 1 before a blank may count things, so it is a label only in headings and questions.
    if number and (not rest or (number.style == "1 " and not line.heading and not asks(rest))):
        number, rest = None, line.text
    if line.bold or line.heading:
        rest = rest.lstrip(BULLETS)
    asking = asks(rest)
    look: Look = ()
    if line.heading:
        look = ("heading", str(line.heading))
    elif number:
        look = ("number", number.style, "bold" if line.bold else "", str(line.level))
    elif bracketed:
        look = ("brackets",)
    elif line.bold:
        look = ("bold",)
    elif line.text.endswith(("？", "?")) and len(line.text) <= LONGEST_PLAIN_QUESTION:
        look = ("asks",)
    return Mark(line, rest, look, number.value if number else None, asks=asking)
