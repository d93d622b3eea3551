"""Recognizes the marks at the start of a line: 问：, 答：, 1、, （二）, 第三条, •."""

import re
import unicodedata
from dataclasses import dataclass

from converter.lines import ANSWER_MARK

_DIGITS = "0-9０-９"
_COUNT = "一二三四五六七八九十百零〇两"
_COLON = "[:：]"
# 问：, Q1：, 问题二、, 【问】, 1. 问：. A name of one letter needs a colon, a bracket or its number.
_BEFORE = rf"(?:[（(]?(?:[{_DIGITS}]{{1,3}}|[{_COUNT}]{{1,4}})[.．。、)）]?\s*)?"
_QUESTION_WORDS = rf"(?:问题|提问|问|[QＱqｑ](?:uestion)?)\s*[{_DIGITS}{_COUNT}]*"
_NUMBERED_ASKED = rf"(?:问题?|[QＱqｑ])\s*[{_DIGITS}{_COUNT}]+"
_QUESTION = re.compile(
    rf"{_BEFORE}(?:[【\[［]\s*{_QUESTION_WORDS}\s*[】\]］]\s*{_COLON}?|{_QUESTION_WORDS}\s*{_COLON}|{_NUMBERED_ASKED}\s*[、.．,，)）\s]|[QＱqｑ问]\s*[、.．])\s*",
    re.IGNORECASE,
)
_REPLY = r"(?:官方|参考|标准)?(?:回复|答复|回答|答案|解答|答)"
_ANSWER_NAME = rf"(?:{_REPLY}|[AＡaａ](?:nswer)?)\s*[{_DIGITS}{_COUNT}]*"
_ANSWER = re.compile(
    rf"(?:[【\[［]\s*{_ANSWER_NAME}\s*[】\]］]\s*{_COLON}?|{_ANSWER_NAME}\s*{_COLON}"
    rf"|{_REPLY}\s*[{_DIGITS}]*\s*(?:[、.．]|[\s　]{{2,}}|　))\s*",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf"(?:{ANSWER_MARK}\s*)+")
# Names that are marks only in a document without others: 用户：…, 客服：….
_SOFT_QUESTION = re.compile(rf"(?:用户|客户|市民|群众|网友|学员|读者|咨询|来信|现象|故障现象|情况)\s*{_COLON}\s*")
_SOFT_ANSWER = re.compile(
    rf"(?:客服|工作人员|坐席|回应|(?:处理|解决)(?:办法|方法|方案|措施|意见)?|解释|说明|建议|办理方式)\s*{_COLON}\s*"
)
# An answer in the line of its question: 怎么注册？答：…; in "问：…" also A:.
_INSIDE = re.compile(rf"(?<=[？?。！!\s　])(?:{_REPLY}\s*{_COLON}|[【\[［]\s*{_REPLY}\s*[】\]］]\s*{_COLON}?)\s*")
_INSIDE_LETTER = re.compile(rf"(?<=[？?。！!\s　])[AＡ]\s*[{_DIGITS}]*\s*{_COLON}\s*")
_LETTER = re.compile(rf"[AＡ]\s*(?:[{_DIGITS}]*\s*[、.．]|[{_DIGITS}]+\s)\s*")
_FIRST_LETTER, _SECOND_LETTER = (
    re.compile(rf"[{letters}]\s*(?:[{_DIGITS}]*\s*[、.．:：]|[{_DIGITS}]+\s)\s*") for letters in ("AＡaａ", "BＢbｂ")
)
_SIMILAR = re.compile(rf"(?:相似问法|相似问题?|扩展问法?|其他问法|同义问法?|相近问法)\s*{_COLON}\s*(.*)", re.DOTALL)
_SECTION = re.compile(rf"(?:分类|类别|栏目|模块)\s*{_COLON}\s*(.+)", re.DOTALL)

_ONE_SIGN = ("①-⑳㉑-㉟", "⑴-⒇", "⒈-⒛", "㈠-㈩", "㊀-㊉", "❶-❿⓫-⓴", "⓵-⓾")
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_TWO_KINDS = rf"[{_DIGITS}]+[{_COUNT}]|[{_COUNT}]+[{_DIGITS}]|[零〇一二三四五六七八九]{{2}}"
MIXED = "一1、"
"""The style of 一０、, 二十1、 and 一〇、, which nobody counts in. The lines around tell which list it belongs to."""

_NUMBERS = (
    ("1.1", re.compile(rf"([{_DIGITS}]{{1,2}}(?:[.．][{_DIGITS}]{{1,2}})+)(?:[.．、]\s*|\s+)(?![{_DIGITS}])")),
    ("1.", re.compile(rf"([{_DIGITS}]{{1,3}})\s*[.．。](?![{_DIGITS}])\s*")),
    ("1.", re.compile(rf"([{_DIGITS}]{{1,3}})\s*[、,，](?![{_DIGITS}])\s*")),
    ("1.", re.compile(rf"([{_DIGITS}]{{1,2}})\s*[:：](?![{_DIGITS}])\s*")),
    ("1)", re.compile(rf"([{_DIGITS}]{{1,3}})\s*[)）]\s*")),
    ("(1)", re.compile(rf"[（(]\s*([{_DIGITS}]{{1,3}})\s*[)）][.、．]?\s*")),
    *((signs[0], re.compile(rf"([{signs}])[.、．]?\s*")) for signs in _ONE_SIGN),
    ("（一）", re.compile(rf"[（(]\s*([{_COUNT}]{{1,4}})\s*[)）][.、．]?\s*")),
    ("第一章", re.compile(rf"第\s*([{_COUNT}{_DIGITS}]{{1,4}})\s*[章节篇部编](?:分)?[:：、.．]?\s*")),
    ("第一条", re.compile(rf"第\s*([{_COUNT}{_DIGITS}]{{1,4}})\s*[条问题][:：、.．]?\s*")),
    (MIXED, re.compile(rf"(?={_TWO_KINDS})([{_DIGITS}{_COUNT}]{{2,4}})\s*[、.．)）]\s*")),
    ("一、", re.compile(rf"([{_COUNT}]{{1,4}})\s*[、.．,，:：](?=\S|\s)\s*")),
    ("壹、", re.compile(rf"([{_FORMAL}]{{1,3}})\s*[、.．:：]\s*")),
    ("1 ", re.compile(rf"([{_DIGITS}]{{1,3}})[ \t　]+(?=[\u4e00-\u9fff])")),
)  # fmt: skip
_PLACES = {"十": 10, "百": 100, "拾": 10}
_VALUES = {
    **{sign: value for value, sign in enumerate("一二三四五六七八九", 1)},
    **{sign: value for value, sign in enumerate(_FORMAL[:-1], 1)},
    **{"零": 0, "〇": 0, "两": 2},
}
_FURNITURE = re.compile(
    rf"(?:[-－—–]\s*[{_DIGITS}]+\s*[-－—–]"
    rf"|第\s*[{_DIGITS}]+\s*页(?:\s*[,，/]?\s*共\s*[{_DIGITS}]+\s*页)?"
    rf"|[{_DIGITS}]+\s*/\s*[{_DIGITS}]+|[-=*_—－＝~～]{{3,}})"
)
LONGEST_OF_CONTENTS = 200
_DOTTED = re.compile(rf".*(?:\.{{4,}}|…{{2,}}|·{{4,}}|\t)\s*[{_DIGITS}]{{1,3}}")
"""A line of a table of contents."""


@dataclass(frozen=True)
class NumberLabel:
    """A label such as 3、. `style`: 1. whichever mark follows the number; `value`: None if it has several parts."""

    style: str
    value: int | None
    rest: str


def question_mark(text: str) -> str | None:
    """Return the text after 问： or Q：; None if the line has no such mark."""
    match = _QUESTION.match(text)
    return text[match.end() :].strip() if match else None


def answer_mark(text: str) -> str | None:
    """Return the text after 答：, 回复： or A：, also where it is typed twice; None if the line has no such mark."""
    match = _ANSWER.match(text)
    return unmarked(text[match.end() :].strip()) if match else None


def unmarked(answer: str) -> str:
    """Return an answer without 答： at its start, where a mark stands before it anyway."""
    match = _AGAIN.match(answer)
    return answer[match.end() :] if match else answer


def inside(text: str, *, letter: bool) -> tuple[str, str] | None:
    """Split a line that holds a question and its answer. `letter`: A： counts as a mark, too."""
    match = _INSIDE.search(text) or (_INSIDE_LETTER.search(text) if letter else None)
    return (text[: match.start()].strip(), text[match.end() :].strip()) if match and match.start() else None


def soft_question_mark(text: str) -> str | None:
    match = _SOFT_QUESTION.match(text)
    return text[match.end() :].strip() if match else None


def soft_answer_mark(text: str) -> str | None:
    """Return the text after 客服： or 解决办法：, which are marks only in a document without others."""
    match = _SOFT_ANSWER.match(text)
    return text[match.end() :].strip() if match else None


def letter_mark(text: str) -> str | None:
    """Return the text after A、 or A., which marks an answer only if no B、 follows."""
    match = _LETTER.match(text)
    return text[match.end() :].strip() if match else None


def first_letter(text: str) -> bool:
    return _FIRST_LETTER.match(text) is not None


def second_letter(text: str) -> bool:
    return _SECOND_LETTER.match(text) is not None


def similar_mark(text: str) -> str | None:
    match = _SIMILAR.match(text)
    return match[1].strip() if match else None


def section_mark(text: str) -> str | None:
    match = _SECTION.fullmatch(text)
    return match[1].strip() if match else None


def number(text: str) -> NumberLabel | None:
    """Return the number at the start of the line."""
    for style, pattern in _NUMBERS:
        if match := pattern.match(text):
            return NumberLabel(style, _value(match[1]), text[match.end() :].strip())
    return None


def furniture(text: str) -> bool:
    """Say whether the line is a page number or a rule instead of text."""
    return _FURNITURE.fullmatch(text) is not None


def of_contents(text: str) -> bool:
    """Say whether the line is one of a table of contents: 一、注册…………3."""
    if len(text) > LONGEST_OF_CONTENTS:
        return False
    return "".join(text.split()) == "目录" or _DOTTED.fullmatch(text) is not None


def _value(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and not "\u4e00" <= text <= "\u9fff":
        return int(unicodedata.numeric(text))
    if any(sign not in _VALUES and not sign.isdecimal() and sign not in _PLACES for sign in text):
        return None
    if _PLACES.keys().isdisjoint(text):
        return int("".join(str(_digit(sign)) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _digit(sign)
    return total + digit


def _digit(sign: str) -> int:
    return int(sign) if sign.isdecimal() else _VALUES[sign]
