"""Checks whether digits can be the number of an identity card or of a bank card."""

import re
import unicodedata

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCE = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-9])"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# Birth years of adults only: numbers of the platform's forms begin with a region and a recent date.
_LIKE_A_CARD = re.compile(rf"{_PROVINCE}\d{{4}}(?:19\d\d|200\d){_DAY}\d{{3}}[\dX]")
_OLD_CARD = re.compile(rf"\d{{8}}{_DAY}\d{{3}}")
_OLD_CARD_OF_A_PROVINCE = re.compile(rf"{_PROVINCE}\d{{6}}{_DAY}\d{{3}}")
# Chinese issuers; numbers of the platform's forms begin with a year instead.
_UNIONPAY = re.compile(r"62\d{14}|62\d{17}")
_ISSUER = re.compile(r"3[4-7]|4|5[0-9]|6|8|9558")


def is_identity_card(number: str) -> bool:
    """Say whether `number`, 18 or 15 characters of any width, can be a mainland identity card number.

    18 characters: the checksum of GB 11643 decides. 15 (before 2000, no checksum): month and day must be valid.
    """
    number = unicodedata.normalize("NFKC", number)
    if re.fullmatch(r"\d{17}[\dXx]", number):
        total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
        return _CHECK[total % 11] == number[-1].upper()
    return bool(_OLD_CARD.fullmatch(number))


def is_like_identity_card(number: str) -> bool:
    """Say whether 15 or 18 ASCII characters have a valid region and birthday; other digits may be mistyped."""
    return bool(_LIKE_A_CARD.fullmatch(number) or _OLD_CARD_OF_A_PROVINCE.fullmatch(number))


def is_bank_card(number: str) -> bool:
    """Say whether `number`, 16 to 19 digits of any width, passes the check of ISO/IEC 7812 (Luhn)."""
    digits = [int(digit) for digit in unicodedata.normalize("NFKC", number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def is_of_unionpay(number: str) -> bool:
    """Say whether `number` has the form of a Chinese bank card, even if a digit is mistyped."""
    return bool(_UNIONPAY.fullmatch(number))


def has_an_issuer(number: str) -> bool:
    """Say whether `number` begins like a bank card's number."""
    return bool(_ISSUER.match(number))
