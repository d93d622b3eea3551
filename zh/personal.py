"""Personal data in a text: numbers of identity cards, mobile phones and bank cards, and mail addresses."""

import re
import unicodedata
from enum import Enum


class Personal(str, Enum):
    IDENTITY_CARD = "身份证号"
    MOBILE = "手机号"
    BANK_CARD = "银行卡号"
    MAIL = "邮箱"


_GAP = r"[ \u3000\xa0\t\-－–—]{0,2}"
_IDENTITY_CARD = re.compile(
    rf"(?<!\d)\d(?:{_GAP}\d){{13}}(?:{_GAP}\d(?:{_GAP}\d(?:{_GAP}\d{_GAP}[\dXxＸｘ])?)?)?(?!\d)"
)
_MOBILE = re.compile(rf"(?<!\d)(?:[+＋]?(?:86|８６){_GAP})?[1１][3-9３-９]\d(?:{_GAP}\d){{8}}(?!\d)")

_BANK_CARD = re.compile(rf"(?<!\d)[1-9１-９](?:{_GAP}\d){{15,18}}(?!\d)")
_MAIL = re.compile(
    r"[A-Za-z0-9][\w.+-]{0,63}[@＠][A-Za-z0-9-]{1,63}(?:[.．][A-Za-z0-9-]{1,63})*[.．][A-Za-z]{2,24}", re.ASCII
)

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
    what is surest is looked for first.
    """
    kinds = (
        (Personal.IDENTITY_CARD, _IDENTITY_CARD, is_identity_card),
        (Personal.BANK_CARD, _BANK_CARD, is_bank_card),
        (Personal.MAIL, _MAIL, bool),
        (Personal.MOBILE, _MOBILE, bool),
    )
    found: list[tuple[Personal, int, int]] = []
    for kind, pattern, is_one in kinds:
        for match in pattern.finditer(text):
            free = all(match.end() <= start or match.start() >= end for _, start, end in found)
            if free and is_one(re.sub(r"[^\dXxＸｘ]", "", match[0]) if kind is not Personal.MAIL else match[0]):
                found.append((kind, match.start(), match.end()))
    return sorted(found, key=lambda item: item[1])
