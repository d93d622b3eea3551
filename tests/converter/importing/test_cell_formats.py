"""Numbers and dates of sheets are read as people see them there."""

import datetime

import pytest

from converter.importing.sheets import as_text


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (2.0, "General", "2"),
        (0.1, "General", "0.1"),
        (20, '0"元"', "20元"),
        (20, 'General"元/张"', "20元/张"),
        (12.5, "0.00", "12.50"),
        (12.5, "0.0#", "12.5"),
        (1234.5, "#,##0.00", "1,234.50"),
        (2000, '"￥"#,##0', "￥2,000"),
        (2000, "[$¥-804]#,##0.00", "¥2,000.00"),
        (-3, "0_ ;[Red]\\-0\\ ", "-3 "),
        (0.985, "0.0%", "98.5%"),
        (0.5, "0%", "50%"),
        (2.5, "0", "3"),
        (7, "000", "007"),
        (1200000, "#,##0,", "1200000"),
        (0.25, "# ?/?", "0.25"),
        (12000, "0.00E+00", "12000"),
        (370102199001011234, "0", "370102199001011234"),
        (True, "General", "是"),
    ],
)
def test_a_number_has_what_its_format_adds(value: float, form: str, shown: str) -> None:
    assert as_text(value, form) == shown


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (datetime.datetime(2027, 12, 31), 'yyyy"年"m"月"d"日"', "2027年12月31日"),
        (datetime.datetime(2027, 2, 3), '[$-804]yyyy"年"mm"月"dd"日";@', "2027年02月03日"),
        (datetime.datetime(2027, 2, 3), 'm"月"d"日"', "2月3日"),
        (datetime.time(8, 5), 'h"时"mm"分"', "8时05分"),
        (datetime.datetime(2027, 2, 3), "mm-dd-yy", "2027-02-03"),
        (datetime.datetime(2027, 2, 3, 8, 30), "yyyy/m/d h:mm", "2027-02-03 08:30"),
        (datetime.time(8, 30), "h:mm", "08:30"),
        (datetime.time(8, 30), 'm"月"d"日"', "08:30"),
    ],
)
def test_a_date_with_chinese_units_keeps_them(value: datetime.date | datetime.time, form: str, shown: str) -> None:
    assert as_text(value, form) == shown
