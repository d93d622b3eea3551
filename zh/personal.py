"""Personal data in a text: identity card and mobile phone numbers."""

import re
import unicodedata
from enum import Enum


class Personal(str, Enum):
    IDENTITY_CARD = "身份证号"
    MOBILE = "手机号"


_GAP = r"[ \u3000\xa0\t\-－–—]{0,2}"
_IDENTITY_CARD = re.compile(
    rf"(?<!\d)\d(?:{_GAP}\d){{13}}(?:{_GAP}\d(?:{_GAP}\d(?:{_GAP}\d{_GAP}[\dXxＸｘ])?)?)?(?!\d)"
)
_MOBILE = re.compile(rf"(?<!\d)(?:[+＋]?(?:86|８６){_GAP})?[1１][3-9３-９]\d(?:{_GAP}\d){{8}}(?!\d)")

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


def find_personal(text: str) -> list[tuple[Personal, int, int]]:
    """Return what personal data stands where in `text`: (kind, start, end), by position, not overlapping."""
    found = [
        (Personal.IDENTITY_CARD, match.start(), match.end())
        for match in _IDENTITY_CARD.finditer(text)
        if is_identity_card(re.sub(r"[^\dXxＸｘ]", "", match[0]))
    ]
    cards = [range(start, end) for _, start, end in found]
    for match in _MOBILE.finditer(text):
        # The birthday of a card written in groups reads like a mobile number.
        if not any(match.start() in card for card in cards):
            found.append((Personal.MOBILE, match.start(), match.end()))
    return sorted(found, key=lambda item: item[1])
