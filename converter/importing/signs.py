"""Recognises what marks questions and answers in one document: signs (◆ 怎么办证, → 带身份证) and names (甲：, 乙：).

A sign or a name says nothing by itself: it also begins items of a list. So it is judged by all its lines.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converter.importing.marks import Mark, asks

SHARE = 0.8
"""Share of the lines of a sign that must stand beside a question or an answer."""

ASKING = 0.4
"""Share of the lines of a sign that must ask, so that all are questions."""

FEWEST = 2

_OTHER_SIGNS = "·•*※§-—–>＞"
_BLANKS = " \t　"
_NAME = re.compile(r"([\u4e00-\u9fff]{1,4})\s*[:：]\s*(?=\S)")
_REPLIES = "解答"
_REPLY = re.compile(r"(?:回复|答复|回答|答案|解答|答)[ 　](?=\S)")


def signed(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks with those signs read as marks of questions and answers."""
    signs = [_sign(mark) for mark in marks]
    question_sign = next(_asking(marks, signs), "")
    answering = next(_answering(marks, signs, question_sign), "") if question_sign or not _answered(marks) else ""
    signed_marks = list(marks)
    for at, (mark, sign) in enumerate(zip(marks, signs, strict=True)):
        if sign and sign == question_sign:
            rest = _rest(mark, sign)
            signed_marks[at] = replace(mark, rest=rest, look=("问",), is_question=True, asks=True)
        elif sign and sign == answering and _above(signs, marks, at) != sign:
            signed_marks[at] = replace(mark, rest=_rest(mark, sign), answer=True, look=())
    return signed_marks


def _asking(marks: Sequence[Mark], signs: Sequence[str]) -> Iterator[str]:
    """Yield the sign of the questions: many of its lines ask, and nearly all have a line of another look below."""
    if any(mark.is_question or (mark.number is not None and mark.asks) for mark in marks):
        return
    for sign in dict.fromkeys(filter(None, signs)):
        lines = [at for at, other in enumerate(signs) if other == sign]
        asking = sum(asks(_rest(marks[at], sign)) for at in lines)
        below = sum(_below(signs, marks, at) not in (sign, None) for at in lines)
        if len(lines) >= FEWEST and asking >= ASKING * len(lines) and below >= SHARE * len(lines):
            yield sign


def _answering(marks: Sequence[Mark], signs: Sequence[str], question_sign: str) -> Iterator[str]:
    """Yield the sign of the answers: nearly all stand right below a question, and most questions have one."""
    questions = [at for at, sign in enumerate(signs) if (sign == question_sign if question_sign else marks[at].asks)]
    # A name at the start of answers (地点：一楼) marks them only where questions have one.
    others = (
        sign for sign in signs if sign and sign != question_sign and (len(question_sign) > 1 or not _is_name(sign))
    )
    for sign in dict.fromkeys(others):
        first = [at for at, other in enumerate(signs) if other == sign and _above(signs, marks, at) != sign]
        under = sum(_is_question(marks, signs, at, question_sign) for at in first)
        alone = question_sign or sum(_below(signs, marks, at) != sign for at in first) >= SHARE * len(first)
        if len(first) >= FEWEST and min(under, len(first)) >= SHARE * max(len(first), len(questions)) and alone:
            yield sign


def _is_question(marks: Sequence[Mark], signs: Sequence[str], at: int, question_sign: str) -> bool:
    above = next((place for place in range(at - 1, -1, -1) if not marks[place].skipped), None)
    return above is not None and (signs[above] == question_sign if question_sign else marks[above].asks)


def _answered(marks: Sequence[Mark]) -> bool:
    return any(mark.answer for mark in marks)


def _above(signs: Sequence[str], marks: Sequence[Mark], at: int) -> str | None:
    """Return the sign of the line above, empty if it has none; None if there is no line."""
    return next((signs[place] for place in range(at - 1, -1, -1) if not marks[place].skipped), None)


def _below(signs: Sequence[str], marks: Sequence[Mark], at: int) -> str | None:
    return next((signs[place] for place in range(at + 1, len(marks)) if not marks[place].skipped), None)


def _sign(mark: Mark) -> str:
    """Return the sign that a plain line begins with; empty if it has none, or another mark beside it."""
    text = mark.line.text
    if mark.skipped or mark.answer or mark.is_question or mark.line.heading or mark.number is not None or len(text) < 2:
        return ""
    if _REPLY.match(text):
        return _REPLIES
    if match := _NAME.match(text):
        return f"{match[1]}："
    return text[0] if text[0] in _OTHER_SIGNS or unicodedata.category(text[0]) in ("So", "Sm") else ""


def _is_name(sign: str) -> bool:
    return sign.endswith("：")


def _rest(mark: Mark, sign: str) -> str:
    text = mark.line.text
    match = _NAME.match(text) if _is_name(sign) else _REPLY.match(text) if sign == _REPLIES else None
    return text[match.end() :] if match else text.lstrip(f"{sign}{_BLANKS}")
