"""Finds verification codes that were sent to somebody's telephone."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zh.personal.kinds import Personal, PersonalPiece, any_of, words
from zh.personal.labels import Label, Labels, units
from zh.personal.reading import PersonalReading

_NO_MORE = r"(?![0-9A-Za-z])"
_CODE = re.compile(rf"[0-9](?:[\s-]?[0-9]){{3,7}}{_NO_MORE}")
_SINGLE = re.compile(rf"[0-9](?P<gap>[、，,.·])[0-9](?:(?P=gap)[0-9]){{2,6}}{_NO_MORE}(?!(?P=gap)[0-9])")
_MIXED_CODE = re.compile(
    rf"(?:(?=[A-Za-z]{{1,7}}[0-9]|[0-9]{{1,7}}[A-Za-z])[A-Za-z0-9]{{4,8}}|[A-Za-z]{{1,3}}\s?-\s?[0-9]{{4,8}}){_NO_MORE}"
)
_WEAK = ("code", "短信")
"""After these words only six digits are a code."""
_AT_A_DISTANCE = re.compile(rf"[^!-~。！？；\n】]{{0,12}}(?=[0-9]{{6}}{_NO_MORE})")
_ANOTHER = re.compile(rf"\s?(?:和|与|跟|或者?|还有|以及|、|，|,|/|\s)\s?(?P<code>[0-9]{{4,8}}){_NO_MORE}")
_OF_A_SERVICE = r"10[0-9]{2}|[19][0-9]{4}|106[0-9]{5}"
_OF_YEARS = r"(?:19|20)[0-9]{2}[\s-]?(?:(?:19|20)[0-9]{2}|[01][0-9])?"
_NO_CODE = rf"(?!(?:{_OF_A_SERVICE}|{_OF_YEARS})(?![0-9]))"
_FORMS = r"[0-9]{4,8}|[0-9]{3}[\s-][0-9]{3}|[0-9](?:\s[0-9]){3,7}"
_DIGITS = rf"(?<![0-9A-Za-z./-])(?<![0-9]:){_NO_CODE}(?P<code>{_FORMS}){_NO_MORE}"
_PAIR = re.compile(rf"(?<![0-9A-Za-z.])[0-9]{{6}}\s?(?:和|与|跟|、|，|,|或)\s?[0-9]{{6}}{_NO_MORE}")
"""Two numbers of six digits; both are codes in a text that mentions codes."""


_GOES_ON = re.compile(r"[-—/~.]\s?[0-9]|[字多余]")


class _CodePatterns(NamedTuple):
    between: re.Pattern[str]
    before: re.Pattern[str]
    """A code followed by the word for it."""
    came: re.Pattern[str]
    """Digits that somebody received or typed, in a text that mentions codes."""
    string: re.Pattern[str]
    """The digits of a text message."""
    of_an_error: re.Pattern[str]


def codes(reading: PersonalReading, labels: Labels) -> Iterator[PersonalPiece]:
    plain, patterns = reading.plain, _patterns()
    spoken_of = [label for label in labels.all if label.name == "code"]
    for label in spoken_of:
        yield from _behind(reading, label)
    for match in (*patterns.before.finditer(plain), *patterns.string.finditer(plain)):
        place = match.span("code") if match["code"] else match.span("alone")
        announced = labels.before(place[0])
        if not announced or announced.name != "nobody":
            yield PersonalPiece(Personal.CODE, *place)
    if any(plain[label.start : label.end].lower() not in _WEAK for label in spoken_of):
        for match in patterns.came.finditer(plain):
            if _is_typed_code(plain, match):
                yield PersonalPiece(Personal.CODE, *match.span("code"))
        for match in _PAIR.finditer(plain):
            yield PersonalPiece(Personal.CODE, *match.span())


def _is_typed_code(plain: str, match: re.Match[str]) -> bool:
    """Say whether received or typed digits are a code, and no day, range or amount."""
    size = sum(map(str.isdigit, match["code"]))
    is_of_a_row = match[0][0] in "第一另"
    goes_on = _GOES_ON.match(plain, match.end()) or units().match(plain, match.end())
    return not goes_on and (size == 6 or (size == 4 and not is_of_a_row))


def _behind(reading: PersonalReading, label: Label) -> Iterator[PersonalPiece]:
    plain, digits = reading.plain, reading.digits
    between = _patterns().between.match(plain, label.end)
    code = between and _at(reading, between.end())
    if not code and (distant := _AT_A_DISTANCE.match(plain, label.end)):
        turned = _patterns().of_an_error.search(distant[0])
        code = None if turned else _CODE.match(digits, distant.end())
    if code and plain[label.start : label.end].lower() in _WEAK and len(code[0]) != 6:
        return
    while code and not units().match(plain, code.end()):
        yield PersonalPiece(Personal.CODE, *code.span())
        another = _ANOTHER.match(plain, code.end())
        code = another and _CODE.match(digits, another.start("code"))


def _at(reading: PersonalReading, place: int) -> re.Match[str] | None:
    code = _CODE.match(reading.digits, place) or _MIXED_CODE.match(reading.plain, place)
    return code or _single(reading.digits, place)


def _single(digits: str, place: int) -> re.Match[str] | None:
    """Return single digits with separators between them, but not the list of steps 1、2、3、4."""
    code = _SINGLE.match(digits, place)
    return None if code and list(code[0][::2]) == sorted(set(code[0][::2])) else code


@lru_cache(maxsize=1)
def _patterns() -> _CodePatterns:
    lists = words()["codes"]
    verbs, names = any_of(lists["verbs"]), any_of(lists["names"])
    mark = r"[\s:：=“「\"'(（\[【，,；;]*"
    is_it = r"(?:就?是|为|给|码|：|:|了|的|个|一个|\s){0,3}"
    own = any_of(lists["own"])
    return _CodePatterns(
        between=re.compile(
            rf"{mark}(?:我?(?:刚|刚刚|刚才)?(?:{verbs})?(?:的|了|是|我|到){{0,2}})?(?:就?是|为|给|码)?{mark}"
        ),
        before=re.compile(
            rf"{_DIGITS}(?:[)）”」\"]?[\s(（]?(?:这?就?是|为|这个|那个|作为|的|\s)?|[，,]\s?(?:这?就?是|这个)"
            r"|(?:这个)?(?:填|输入?|写|放)?(?:到|进|在|入|去){1,2}(?:了|你们|页面|那个){0,2})"
            rf"(?:{own}){{0,3}}(?:{names})"
            rf"|(?:^|[。！？\n]){_DIGITS.replace('<code>', '<alone>')}[，,](?:{own}){{0,3}}(?:{names})"
        ),
        came=re.compile(rf"(?:{any_of(lists['came'])}){is_it}{_DIGITS}"),
        string=re.compile(
            rf"(?:{any_of(lists['strings'])})(?:就?是|：|:|为|\s){{0,3}}(?P<code>[0-9]{{6}}){_NO_MORE}"
            rf"|(?:^|[，。,\s])码(?:就?是|：|:|为|\s){{0,2}}(?P<alone>[0-9]{{6}}){_NO_MORE}"
        ),
        of_an_error=re.compile(any_of(lists["of_an_error"])),
    )
