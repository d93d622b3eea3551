"""Rewrites a number in ways that hide it from a simple pattern: spaces, brackets, other digits."""

from collections.abc import Callable, Mapping
from random import Random

SEPARATORS = (" ", "  ", ",", "，", "、", "/", ":", "：", "~", "～", "+", "*", "|", "-", "—", ".", "·", "_", "//", "--")
BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"), ("{", "}"), ("<", ">"))
_SIZES = {
    11: ((3, 4, 4), (3, 4, 4), (3, 3, 5)),
    15: ((6, 6, 3), (5, 5, 5)),
    18: ((6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4)),
}

_SMALL = "零一二三四五六七八九"
_CAPITAL = "零壹贰叁肆伍陆柒捌玖"
_SPOKEN = "洞幺两三四五六拐八勾"
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"


def groups(random: Random, number: str) -> list[str]:
    """Return the number in the groups that people write it in."""
    if len(number) not in _SIZES:
        return [number[start : start + 4] for start in range(0, len(number), 4)]
    sizes = random.choice(_SIZES[len(number)])
    starts = [sum(sizes[:index]) for index in range(len(sizes))]
    return [number[start : start + size] for start, size in zip(starts, sizes, strict=True)]


def split(random: Random, number: str) -> str:
    return random.choice(SEPARATORS).join(groups(random, number))


def bracketed(random: Random, number: str) -> str:
    opening, closing = random.choice(BRACKETS)
    return "".join(f"{opening}{group}{closing}" for group in groups(random, number))


def single(random: Random, number: str) -> str:
    return random.choice((" ", "-", ".", "、", "，", "*")).join(number)


def _written(numerals: str) -> Callable[[Random, str], str]:
    table = {str(digit): numeral for digit, numeral in enumerate(numerals)}

    def write(_: Random, number: str) -> str:
        return "".join(table.get(digit, digit) for digit in number)

    return write


def full_width(_: Random, number: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in number)


def keycap(_: Random, number: str) -> str:
    return "".join(f"{digit}\ufe0f\u20e3" if digit.isdigit() else digit for digit in number)


def letters(random: Random, number: str) -> str:
    """Return it with letters for at least one of its noughts and ones."""
    some = random.choice(({"0": "O"}, {"0": "o"}, {"1": "l"}, {"0": "O", "1": "l"}))
    return "".join(some.get(digit, digit) for digit in number)


def mixed(random: Random, number: str) -> str:
    def one(digit: str) -> str:
        return random.choice((digit, _SMALL[int(digit)], _CAPITAL[int(digit)])) if digit.isdigit() else digit

    return "".join(map(one, number))


def other_x(random: Random, number: str) -> str:
    return number[:-1] + random.choice(("x", "×", "叉", "Ｘ", " X", "-x", "大写X", "✕"))


DISGUISES: Mapping[str, Callable[[Random, str], str]] = {
    "fullwidth": full_width,
    "circled": _written(_CIRCLED),
    "superscript": _written(_SUPERSCRIPT),
    "keycap": keycap,
    "arabic_indic": _written(_ARABIC_INDIC),
    "letters_for_digits": letters,
    "chinese_small": _written(_SMALL),
    "chinese_capital": _written(_CAPITAL),
    "chinese_mixed": mixed,
}


def spoken(random: Random, number: str) -> str:
    return random.choice(("", " ", "，")).join(groups(random, _written(_SPOKEN)(random, number)))
