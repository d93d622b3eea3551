"""Personal data in a text: numbers of identity cards, mobile phones and bank cards, and mail addresses."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import Enum


class Personal(str, Enum):
    IDENTITY_CARD = "身份证号"
    MOBILE = "手机号"
    BANK_CARD = "银行卡号"
    MAIL = "邮箱"


# Blanks, all sorts of dashes, full stops and middle dots, and characters that nobody sees.
_BETWEEN = r"\s\-‐-―−－﹣.．·•・_＿\u200b-\u200f\u2060\ufeff"
_GAP = f"[{_BETWEEN}]{{0,2}}"
# Between the digits of cards these would read dates as numbers, some of which pass for one.
_GAP_OF_A_MOBILE = f"[{_BETWEEN}/／()（）]{{0,2}}"
_IDENTITY_CARDS = (
    re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{16}}{_GAP}[\dXxＸｘ](?![\dXxＸｘ])"),
    re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{14}}(?!\d)"),
)
_MOBILE = re.compile(
    rf"(?<!\d)(?:(?:[+＋]|[0０]{{2}})?[8８][6６]{_GAP_OF_A_MOBILE}|[0０])?"
    rf"[1１]{_GAP_OF_A_MOBILE}[3-9３-９](?:{_GAP_OF_A_MOBILE}\d){{9}}(?!\d)"
)
_WORDS = "零〇一幺二两三四五六七八九"
_MOBILE_IN_WORDS = re.compile(
    rf"(?<![{_WORDS}])[一幺]{_GAP}[三四五六七八九](?:{_GAP}[{_WORDS}]){{9}}(?![{_WORDS}十百千万])"
)
_BANK_CARDS = tuple(re.compile(rf"(?<!\d)[1-9１-９](?:{_GAP}\d){{{digits - 1}}}(?!\d)") for digits in (19, 18, 17, 16))

_LETTER = "A-Za-zＡ-Ｚａ-ｚ"
_LABEL = rf"[{_LETTER}\d\u4e00-\u9fff-]{{1,63}}"
_CHINESE = "(?:中国|公司|网络|政务|公益|网址|集团|商城)"
_MAIL = re.compile(
    rf"[{_LETTER}\d][{_LETTER}\d_＿.．+＋-]{{0,63}} ?[@＠] ?"
    rf"{_LABEL}(?:[.．]{_LABEL}){{0,9}}[.．](?:[{_LETTER}]{{2,24}}|{_CHINESE})"
)

_BLANK = re.compile(r"\s")
_NOT_OF_A_NUMBER = re.compile(r"[^\dXxＸｘ]")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def is_identity_card(number: str) -> bool:
    """Say whether `number`, 18 or 15 characters of any width, can be a mainland identity card number.

    18: the checksum of GB 11643 decides. 15 (before 2000, no checksum): month and day must exist.
    """
    number = unicodedata.normalize("NFKC", number)
    if re.fullmatch(r"\d{17}[\dXx]", number):
        total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
        return _CHECK[total % 11] == number[-1].upper()
    return bool(re.fullmatch(r"\d{8}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}", number))


def is_bank_card(number: str) -> bool:
    """Say whether `number`, 16 to 19 digits of any width, passes the check of ISO/IEC 7812 (Luhn)."""
    digits = [int(digit) for digit in unicodedata.normalize("NFKC", number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def find_personal(text: str) -> list[tuple[Personal, int, int]]:
    """Return what personal data stands where in `text`: (kind, start, end), by position, not overlapping.

    The birthday of an identity card written in groups reads like a mobile number, and some cards pass for bank cards:
    of readings that overlap the surest names the piece.
    """
    kinds = (
        *((Personal.IDENTITY_CARD, pattern, is_identity_card) for pattern in _IDENTITY_CARDS),
        *((Personal.BANK_CARD, pattern, is_bank_card) for pattern in _BANK_CARDS),
        (Personal.MAIL, _MAIL, _always),
        (Personal.MOBILE, _MOBILE, _always),
        (Personal.MOBILE, _MOBILE_IN_WORDS, _always),
    )
    found = [
        (start, end, order)
        for order, (_, pattern, is_one) in enumerate(kinds)
        for start, end in _places(pattern, is_one, text)
    ]
    return [(kinds[order][0], start, end) for start, end, order in _joined(sorted(found))]


def _joined(places: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Join what overlaps, so that no digit is left over beside a shorter reading that passes too."""
    joined: list[tuple[int, int, int]] = []
    for start, end, order in places:
        if joined and start < joined[-1][1]:
            before = joined.pop()
            joined.append((before[0], max(end, before[1]), min(order, before[2])))
        else:
            joined.append((start, end, order))
    return joined


def _always(_: str) -> bool:
    return True


def _places(pattern: re.Pattern[str], is_one: Callable[[str], bool], text: str) -> Iterator[tuple[int, int]]:
    """Yield where `pattern` stands and its check agrees. What fails it may overlap one that passes: 2 110105 19…"""
    position = 0
    while match := pattern.search(text, position):
        if is_one(_NOT_OF_A_NUMBER.sub("", match[0])):
            yield match.span()
        position = match.start() + 1


def personal_in(text: str) -> frozenset[str]:
    """Return the pieces of personal data, each in one spelling."""
    return frozenset(_spelt(text[start:end]) for _, start, end in find_personal(text))


def _spelt(piece: str) -> str:
    return _BLANK.sub("", unicodedata.normalize("NFKC", piece)).lower()


def mask(text: str, public: Collection[str] = frozenset()) -> str:
    """Return `text` with each piece of personal data replaced by what it was: 【身份证号】. What is `public`, as
    personal_in returns it, is nobody's and stays.
    """
    pieces, done = [], 0
    for kind, start, end in find_personal(text):
        if public and _spelt(text[start:end]) in public:
            continue
        pieces += [text[done:start], f"【{kind.value}】"]
        done = end
    return "".join([*pieces, text[done:]])
