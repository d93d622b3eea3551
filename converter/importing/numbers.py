"""Writes a number in the list formats of Word: 3 -> 3, 三, 叁, ③, 丙, c, iii."""

from collections.abc import Callable, Mapping

DIGITS = "〇一二三四五六七八九"
PLACES = ("", "十", "百", "千")
FORMAL_DIGITS, FORMAL_PLACES = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def formatted(number: int, form: str) -> str:
    """Return a number in one of the formats of Word (w:numFmt); an unknown one gives plain digits."""
    return _FORMATS.get(form, str)(number)


def chinese(number: int, digits: str = DIGITS, places: tuple[str, ...] = PLACES) -> str:
    """Return 十二 for 12, 一百〇一 for 101; plain digits from ten thousand on."""
    if not 0 < number < 10_000:
        return str(number)
    out, skipped = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += (digits[0] if skipped and out else "") + digits[digit] + places[place]
        skipped = not digit
    ten = digits[1] + places[1]
    return out[1:] if out.startswith(ten) and number < 20 and digits is DIGITS else out


def _circled(number: int) -> str:
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, letters in ROMAN:
        out += letters * (number // value)
        number %= value
    return out


def _letters(number: int) -> str:
    """Return c for 3 and cc for 29, as Word does."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def _cycle(names: str) -> Callable[[int], str]:
    return lambda number: names[(number - 1) % len(names)]


def _digits(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _formal(number: int) -> str:
    return chinese(number, FORMAL_DIGITS, FORMAL_PLACES)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + at: chr(0xFF10 + at) for at in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
