"""Finds numbers of passports, permits, plates, cards and QQ accounts, by their form or after their label."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zh.personal.kinds import Personal, PersonalPiece, words
from zh.personal.labels import BY_LABEL, Label, Labels, units
from zh.personal.reading import PersonalReading

_GAP = r"[\s\-‐-―−－.·•・_＿/,，、:：~～|+*()（）\[\]【】{}<>]{0,2}"
_EDGE = r"(?<![A-Za-z0-9])"
_NO_MORE = r"(?![A-Za-z0-9])"
_PLATE_OF = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_FORMS = (
    (Personal.PASSPORT, rf"{_EDGE}(?:[EGeg]{_GAP}\d{{8}}|[Ee][A-HJ-NP-Za-hj-np-z]{_GAP}\d{{7}}){_NO_MORE}"),
    (Personal.PERMIT, rf"{_EDGE}(?:[CHMchm]{_GAP}\d{{8}}(?:\d\d)?|[Cc][A-HJ-NP-Za-hj-np-z]\d{{7}}){_NO_MORE}"),
    (Personal.RESIDENCE, rf"{_EDGE}[A-Z]{{3}}{_GAP}\d{{12}}{_NO_MORE}"),
    (
        Personal.PLATE,
        rf"[{_PLATE_OF}]\s?[A-HJ-Za-hj-z]{_GAP}(?=[A-Za-z]{{0,3}}{_GAP}\d)"
        rf"(?:[A-HJ-Za-hj-z0-9]{_GAP}){{4,5}}(?:[A-HJ-Za-hj-z0-9]{_NO_MORE}|[学警挂港澳领])",
    ),
    (Personal.OFFICER, r"[军政后装南北兰沈济成广海空参联武文士警]字?\s?第\s?\d{6,8}\s?号?"),
    (Personal.WECHAT, rf"{_EDGE}wxid_[A-Za-z0-9_]{{4,30}}"),
)
_VALUE = re.compile(
    rf"(?:[A-Za-z]{_GAP}){{0,4}}(?:{_GAP}[0-9]){{4,20}}(?:{_GAP}[A-Za-z](?![A-Za-z]))?(?:[(（]\w[)）])?"
)
_BEFORE_A_LABEL = re.compile(rf"{_EDGE}[A-Za-z]{{0,3}}[0-9]{{6,12}}[A-Za-z]?{_NO_MORE}")
_OTHER_CARD = re.compile(rf"[A-Za-z]{{1,3}}{_GAP}[0-9]{{6,12}}(?:[A-Za-z]|[(（][0-9A-Za-z][)）])?{_NO_MORE}")
"""The number of a passport or permit, which people also give after the label of an identity card."""
_END_OF_A_CARD = re.compile(
    r"身份证号?码?的?(?:最?后|末|尾)(?:[四五六八4568]位)?(?:数字?|号)?(?:就?是|为|：|:|\s){0,3}(?P<end>[0-9]{5}[0-9Xx][0-9]{0,2}[Xx]?)(?![0-9位])"
)
_OF_A_CARD = re.compile(rf"(?=(?:[A-Za-z]{{0,9}}[0-9]){{5}})[0-9A-Za-z]{{8,32}}{_NO_MORE}")
"""A card's number with letters anywhere, or the longer number of its chip."""
_CARD_BEFORE_A_LABEL = re.compile(rf"{_EDGE}(?=[A-Za-z0-9]{{0,3}}[A-Za-z]){_OF_A_CARD.pattern}")
_BEHIND_INSURANCE = re.compile(rf"[社医]保[：:\s是]{{0,2}}(?P<number>[A-Za-z][0-9]{{7}}[0-9Xx]){_NO_MORE}")
_MIXED = re.compile(rf"(?=[A-Za-z]{{0,3}}[0-9]{{2}})(?=[0-9]{{0,9}}[A-Za-z])[A-Za-z0-9]{{8,12}}{_NO_MORE}")
_PLATE_BEHIND_A_LABEL = re.compile(
    rf"(?:[\u4e00-\u9fff]?\s?[A-Za-z]{_GAP})?(?:[A-Za-z0-9]{_GAP}){{4,6}}[A-Za-z0-9]{_NO_MORE}"
)
_IS_A_CODE = re.compile(r"(?:错误|报错|代码|编码|课程|模板|版本|型号|批号)[：:\s是为]{0,2}\Z")
_FROM = re.compile(r"[0-9A-Za-z_]")


def documents(reading: PersonalReading, labels: Labels) -> Iterator[PersonalPiece]:
    for form in _forms():
        for match in form.pattern.finditer(reading.plain):
            before = reading.plain[max(0, match.start() - 6) : match.start()]
            if labels.name(*match.span()) != "nobody" and not _IS_A_CODE.search(before):
                yield PersonalPiece(form.kind, *match.span())
    for match in _BEFORE_A_LABEL.finditer(reading.plain):
        behind = labels.behind(match.end())
        if behind and behind.name in BY_LABEL and labels.name(*match.span()) != "nobody":
            yield PersonalPiece(BY_LABEL[behind.name], *match.span())
    for match in _CARD_BEFORE_A_LABEL.finditer(reading.plain):
        if (behind := labels.behind(match.end())) and behind.name == "social":
            yield PersonalPiece(Personal.SOCIAL_CARD, *match.span())
    for match in _BEHIND_INSURANCE.finditer(reading.plain):
        yield PersonalPiece(Personal.SOCIAL_CARD, *match.span("number"))
    for match in _END_OF_A_CARD.finditer(reading.plain):
        yield PersonalPiece(Personal.IDENTITY_CARD, *match.span("end"))
    for label in labels.all:
        piece = _announced(reading, labels, label)
        if piece:
            yield piece


class _DocumentPattern(NamedTuple):
    kind: Personal
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _forms() -> tuple[_DocumentPattern, ...]:
    return tuple(_DocumentPattern(kind, re.compile(pattern)) for kind, pattern in _FORMS)


def _announced(reading: PersonalReading, labels: Labels, label: Label) -> PersonalPiece | None:
    if label.name not in (*BY_LABEL, "plate", "identity"):
        return None
    for source in (reading.plain, reading.digits):
        first = _FROM.search(source, label.end, label.end + 14)
        if first and labels.before(first.start()) == label:
            return _value(reading, label, first.start())
    return None


def _value(reading: PersonalReading, label: Label, start: int) -> PersonalPiece | None:
    """Return the number that a label announces, if it begins at `start`."""
    if label.name == "plate":
        around = max(label.end, start - 2), start + 24
        plate = next(filter(None, (_PLATE_BEHIND_A_LABEL.search(text, *around) for text in reading[:2])), None)
        return PersonalPiece(Personal.PLATE, *plate.span()) if plate and re.search(r"\d", plate[0]) else None
    if label.name == "identity":
        other = _OTHER_CARD.match(reading.plain, start)
        return PersonalPiece(Personal.PASSPORT, *other.span()) if other else None
    if label.name == "social" and (card := _OF_A_CARD.match(reading.plain, start)) and not card[0].isdigit():
        return PersonalPiece(Personal.SOCIAL_CARD, *card.span())
    if label.name != "qq" and (mixed := _MIXED.match(reading.plain, start)):
        return PersonalPiece(BY_LABEL[label.name], *mixed.span())
    value = _VALUE.match(reading.plain, start) or _VALUE.match(reading.digits, start)
    least, most = words()["lengths"][label.name]
    if not value or not least <= sum(map(str.isalnum, value[0])) <= most or units().match(reading.plain, value.end()):
        return None
    return PersonalPiece(BY_LABEL[label.name], *value.span())
