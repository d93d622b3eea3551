"""Shows the numbers and dates of a sheet as its program shows them: 20元, 1,200.50, 12.5%, 2027年12月31日."""

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

_HINTS = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|[_*].")
"""What a format says of currency, colour, condition and width; of it only a currency's sign is shown."""

_LITERAL = r'"([^"]*)"|\\(.)'
_PIECES = re.compile(rf'{_LITERAL}|(General|[#0?][#0?,.]*|\.[0?#]+)|([^"\\])', re.IGNORECASE)
_PLACES = re.compile(r"([#0?,]*)(?:\.([#0?]+))?")
_DATE_PIECES = re.compile(rf"{_LITERAL}|(y+|m+|d+|h+|s+)|([^\"\\])", re.IGNORECASE)
_SHOWN_AS_THEY_ARE = " %¥￥$€£元/-+()（）:：.年月日时分秒"

MOST = 1e15
"""From here on a program has lost digits; a format would hide that."""

Date = datetime.date | datetime.time


def shown_number(value: float, form: str, plain: Callable[[float], str]) -> str:
    """Return a number in its format. `plain`: as it is shown without one, also where the format is a rare one."""
    sections = form.split(";")
    negative = value < 0 and len(sections) > 1
    text, number, places = "", abs(value) if negative else value, 0
    for quoted, escaped, digits, other in _PIECES.findall(_HINTS.sub(r"\1", sections[1 if negative else 0])):
        if digits:
            places += 1
            text += "\0"
            pattern = digits
        elif other and other not in _SHOWN_AS_THEY_ARE:
            return plain(value)
        else:
            text += quoted or escaped or other
    if places != 1:
        return plain(value)
    return text.replace("\0", _digits(number * 100 if "%" in text else number, pattern, plain))


def _digits(value: float, pattern: str, plain: Callable[[float], str]) -> str:
    match = _PLACES.fullmatch(pattern)
    if match is None or match[1].endswith(",") or abs(value) >= MOST:
        return plain(value)
    whole, decimals = match[1] or "", match[2] or ""
    rounded = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    least = len(decimals.rstrip("#?"))
    units, _, fraction = f"{abs(rounded):{',' if ',' in whole else ''}f}".partition(".")
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    sign = "-" if rounded < 0 else ""
    return f"{sign}{units.zfill(whole.count('0'))}{'.' if fraction else ''}{fraction}"


def shown_date(value: Date, form: str) -> str:
    """Return a date in a format with Chinese units (2027年12月31日, 8时30分); empty for any other format."""
    section = _HINTS.sub("", form.split(";")[0])
    if not any(unit in section for unit in "年月日时"):
        return ""
    text, after_hour = "", False
    for quoted, escaped, code, other in _DATE_PIECES.findall(section):
        if code:
            kind = code[0].lower()
            kind = "minute" if kind == "m" and after_hour else kind
            field = getattr(value, _FIELDS[kind], None)
            if field is None:
                return ""
            after_hour = kind == "h"
            text += str(field)[-2:] if code.lower() == "yy" else f"{field:0{len(code)}}"
        elif other and other not in _SHOWN_AS_THEY_ARE:
            return ""
        else:
            text += quoted or escaped or other
    return text


_FIELDS: Mapping[str, str] = {
    "y": "year", "m": "month", "d": "day", "h": "hour", "minute": "minute", "s": "second",
}  # fmt: skip
