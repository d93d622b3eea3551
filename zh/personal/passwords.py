"""Finds passwords: after a label, or in what somebody says they typed."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zh.personal.kinds import Personal, PersonalPiece, any_of, words
from zh.personal.labels import Label, Labels, units
from zh.personal.reading import PersonalReading

_BETWEEN = r"(?:[^!-~。！？；\n】]|[ :=\"'(\[]|[0-9]位){0,14}"
_TOKEN = r"[!-~]{4,64}"
_FARTHEST = 60
"""Most characters from the word for typing to the end of the typed text."""
_TRAILING = ",.;:?)\"']"
_LONELY = re.compile(r"[\s:：=“‘「『\"'(（\[]*")
_ANOTHER = re.compile(r"\s?(?:和|与|或者?|还是|还有|、|，|跟)\s?(?:又?试了)?(?P<token>[!-~]{5,64})")
_USED = re.compile(r"(?:用|输|输入|填|写|设|设置)的(?:就?是|：|:)?\s?(?P<token>[!-~]{6,64})")
_IN_TWO = re.compile(
    r"(?:[\s:：=]|是|为){0,3}(?P<token>(?P<word>[A-Za-z]{3,12})(?: [A-Za-z]{2,12}){0,2} [0-9]{3,8})(?![!-~])"
)
_PAIR = re.compile(r"[\s:：是为]{0,3}[!-.0-~]{2,32}\s?/\s?(?P<token>[!-~]{4,64})")
_WITH_A_NAME = re.compile("(?:账号|帐号|用户名|账户)[和与、/]?\\Z")
_SPACED = re.compile(r"(?:[!-~] ){4,31}[!-~](?![!-~])")
_WITH_HAN = re.compile(r"(?:是|为|：|:)\s?[\u4e00-\u9fff]{1,8}(?P<token>[!-~]{4,32})(?=[\s，。！？、；,)）]|\Z)")
_LINKED = re.compile(r"[^!-~。！？；\n】]{0,8}?(?P<link>(?:是|为|：|:)\s?)")
_REPEATED = re.compile(r"[2-9两二三四五六七八九十]个(?P<one>[0-9](?![0-9])|[A-Za-z](?![A-Za-z]))")
"""A repeated digit, in a reading's digits: 六个8."""
_OF_A_LIST = re.compile(r"[A-Z]{1,6}[0-9]{1,60}|[a-z][0-9]{1,60}|[a-z]{2}[0-9]{1,5}|[0-9]{1,60}[A-Za-z]{1,2}")
_IS_A_PLACE = re.compile(r"\.(?:com|cn|net|org)|[/?=&]|[0-9]%", re.IGNORECASE)
_NUMERALS = re.compile(r"[0-9]{4,32}")


class _PasswordPatterns(NamedTuple):
    behind: re.Pattern[str]
    linked: re.Pattern[str]
    of_the_page: re.Pattern[str]
    before: re.Pattern[str]
    examples: re.Pattern[str]
    of_initial: re.Pattern[str]
    asking: re.Pattern[str]
    typed: re.Pattern[str]
    turned_down: re.Pattern[str]
    counted: re.Pattern[str]


def passwords(reading: PersonalReading, labels: Labels) -> Iterator[PersonalPiece]:
    plain = reading.plain
    yield from _typed(plain, any(label.name == "password" for label in labels.all))
    for label in labels.all:
        if label.name == "password":
            yield from _behind(reading, label)
    for match in _patterns().before.finditer(plain):
        group = "token" if match["token"] else "used"
        if _is_of_letters_and_digits(match[group]) and not is_no_password(match[group]):
            yield PersonalPiece(Personal.PASSWORD, *match.span(group))


def _typed(plain: str, spoken_of: bool) -> Iterator[PersonalPiece]:
    """Yield typed texts that are passwords: by their characters, or because the message mentions passwords."""
    for match in _patterns().typed.finditer(plain):
        token, start = match["token"].rstrip(_TRAILING), match.start("token")
        while token and _is_of_letters_and_digits(token) and not is_no_password(token):
            has_signs = len(token) >= 8 and re.search(r"[0-9A-Za-z][!@#$%^&*]", token) and not _IS_A_PLACE.search(token)
            context = spoken_of or _patterns().turned_down.match(plain, start + len(token))
            is_example = _patterns().examples.match(plain, start + len(token))
            if is_example or not (has_signs or (context and _is_chosen(token))):
                break
            yield PersonalPiece(Personal.PASSWORD, start, start + len(token))
            another = _ANOTHER.match(plain, start + len(token))
            token, start = (another["token"].rstrip(_TRAILING), another.start("token")) if another else ("", start)


def _is_chosen(token: str) -> bool:
    """Say whether somebody made up the text: it is no number of a course or request, and no address."""
    has_more = sum(map(str.isdigit, token)) > 1 or re.search("[_!@#$^*]", token)
    is_of_others = _OF_A_LIST.fullmatch(token) or _IS_A_PLACE.search(token)
    return len(token) >= 6 and bool(has_more) and not is_of_others


def _behind(reading: PersonalReading, label: Label) -> Iterator[PersonalPiece]:
    """Yield the password that a label announces, in the first form that matches."""
    plain = reading.plain
    pair = _PAIR.match(plain, label.end)
    if pair and _WITH_A_NAME.search(plain, max(0, label.start - 4), label.start):
        yield PersonalPiece(Personal.PASSWORD, *pair.span("token"))
    in_two = _IN_TWO.match(plain, label.end)
    if in_two and not is_no_password(in_two["word"]):
        yield PersonalPiece(Personal.PASSWORD, *in_two.span("token"))
    match = _patterns().behind.match(plain, label.end)
    if match:
        token, start = match["token"].rstrip(_TRAILING), match.start("token")
        if _is_asked_for(plain, label, token, start + len(token)):
            return
        if _is_password(plain, match["between"], token, start):
            yield PersonalPiece(Personal.PASSWORD, start, start + len(token))
            another = _ANOTHER.match(plain, start + len(token))
            if another and _is_of_letters_and_digits(another["token"]):
                yield PersonalPiece(Personal.PASSWORD, *another.span("token"))
            return
    used = _USED.search(plain, label.end, label.end + _FARTHEST)
    if used and _is_of_letters_and_digits(used["token"]) and not is_no_password(used["token"]):
        yield PersonalPiece(Personal.PASSWORD, *used.span("token"))
    else:
        yield from _behind_a_link(reading, label)


def _behind_a_link(reading: PersonalReading, label: Label) -> Iterator[PersonalPiece]:
    """Yield passwords that only their label shows to be one: A b c 1 2 3, numerals, words."""
    plain = reading.plain
    linked = _LINKED.match(plain, label.end)
    if not linked:
        return
    repeated = _REPEATED.match(reading.digits, linked.end())
    if repeated and not units().match(plain, repeated.end()) and not _patterns().counted.match(plain, repeated.end()):
        yield PersonalPiece(Personal.PASSWORD, *repeated.span())
    spaced = _SPACED.match(plain, linked.end())
    if spaced:
        yield PersonalPiece(Personal.PASSWORD, *spaced.span())
    numerals = _NUMERALS.match(reading.digits, linked.end())
    if numerals and len(numerals[0]) >= 6 and not units().match(plain, numerals.end()):
        yield PersonalPiece(Personal.PASSWORD, *numerals.span())
    with_han = _WITH_HAN.match(plain, linked.start("link"))
    turned = with_han and _patterns().of_the_page.search(with_han[0])
    if with_han and not turned and not is_no_password(with_han["token"]):
        yield PersonalPiece(Personal.PASSWORD, linked.end(), with_han.end())


def _is_password(plain: str, between: str, token: str, start: int) -> bool:
    patterns, end = _patterns(), start + len(token)
    if len(token) < 4 or is_no_password(token) or units().match(plain, end) or patterns.examples.match(plain, end):
        return False
    lonely, linked = _LONELY.fullmatch(between), patterns.linked.search(between)
    if patterns.of_the_page.search(between) and not re.search(r"[输填用设写]", between):
        return False
    if lonely and re.search("[:：=]", between):
        return True
    if linked:
        return linked[0][0] not in "填输" if token.isalpha() else not re.fullmatch(r"(?:19|20)\d\d", token)
    if lonely and token.isdigit():
        return 6 <= len(token) <= 20
    is_near = lonely or (len(between) <= 6 and _is_of_letters_and_digits(token))
    return bool(is_near) and len(token) >= 6 and _is_mixed(token)


def _is_asked_for(plain: str, label: Label, token: str, end: int) -> bool:
    """Say whether the message asks for everybody's initial password: 初始密码是123456吗."""
    patterns = _patterns()
    behind = plain[end : end + 8]
    asks = re.search("是不是|(?<![码令])还是", plain[max(0, label.start - 8) : end])
    of_initial = patterns.of_initial.search(plain[max(0, label.start - 8) : label.start])
    if token.lower() in words()["passwords"]["defaults"]:
        return bool(asks or patterns.asking.search(behind))
    # 初始密码Ab12能改吗 gives the password and asks something else.
    return bool(of_initial and (asks or patterns.asking.match(behind)))


def _is_mixed(token: str) -> bool:
    has_more = any(character.isdigit() or character in "!@#$%^&*+=" for character in token)
    return has_more and any(map(str.isalpha, token)) and token[0] not in "/_{["


def _is_of_letters_and_digits(token: str) -> bool:
    return any(map(str.isalpha, token)) and any(map(str.isdigit, token))


def is_no_password(token: str) -> bool:
    small = token.lower()
    ordinary = words()["passwords"]["no_passwords"]
    return small in ordinary or bool(_program().match(small)) or not re.search(r"[a-z0-9]", small)


@lru_cache(maxsize=1)
def _program() -> re.Pattern[str]:
    """Return the pattern for the beginning of a program's name, an address, or a range."""
    programs = any_of(words()["passwords"]["programs"])
    return re.compile(rf"(?:{programs})(?:[\d./:-]|$)|https?:|www\.|\d{{1,9}}[-~]\d{{1,9}}$|[a-z]-[a-z]")


@lru_cache(maxsize=1)
def _patterns() -> _PasswordPatterns:
    lists, labels = words()["passwords"], any_of([*words()["labels"]["password"]])
    return _PasswordPatterns(
        behind=re.compile(rf"(?P<between>{_BETWEEN})(?P<token>{_TOKEN})"),
        linked=re.compile(rf"(?:{any_of(lists['links'])})[\s:：=“‘「『\"'(（\[]{{0,6}}\Z"),
        of_the_page=re.compile(any_of(lists["of_the_page"])),
        before=re.compile(
            rf"(?<![!-~])(?P<token>[!-~]{{6,64}})[^!-~。！？；\n】]{{0,2}}?(?:是|这个?|那个?|作为?|当|做|[(（]){{1,2}}"
            rf"(?:我的?|旧的?|新的?|登录|原来的?|之前的?){{0,3}}(?:{labels})"
            r"|(?<=用)(?P<used>[!-~]{6,64})(?=登[录陆]|登不)"
        ),
        examples=re.compile(any_of(lists["examples"])),
        of_initial=re.compile(any_of(lists["given"])),
        asking=re.compile(rf"(?<![怎什那这])(?:{any_of(lists['asking'])})"),
        typed=re.compile(
            rf"(?:{any_of(lists['typed'])})(?:的|成|成了|了|过|为|就|就是|是|的就是|的是|的还是|[：:\s]){{0,2}}(?P<token>[!-~]{{6,64}})"
        ),
        turned_down=re.compile(rf"[^。！？\n]{{0,12}}?(?:{any_of(lists['turned_down'])})"),
        counted=re.compile(any_of(lists["counted"])),
    )
