"""The page's part of a profile: an unreadable colour or a bad logo stops nothing."""

from pathlib import Path

import pytest

from owner.reading import ProfileReading, read
from tests.owner.builders import line_of, profile_text
from tests.running import ROOT

ICON = (ROOT / "web/src/icon.svg").read_bytes()


def with_page(color: str = "", logo: str = "", folder: Path | None = None) -> ProfileReading:
    return read(profile_text(page={"color": color, "logo": logo}), folder)


def lines(name: str) -> int:
    return line_of(profile_text(), f"{name}:")


@pytest.mark.parametrize("color", ["#c8102e", "#C8102E", ""])
def test_a_colour_is_taken(color: str) -> None:
    reading = with_page(color)
    assert reading.faults == ()
    assert reading.profile
    assert (reading.profile.page.color or "") == color


def test_one_that_white_cannot_be_read_on_is_darkened() -> None:
    reading = with_page("#ffcc00")
    (fault,) = reading.faults
    assert fault.message == "color #ffcc00 上的白字看不清（对比度 1.5，至少要 4.5），改用深一些的 #8f7200"
    assert (fault.line, fault.stops) == (lines("color"), False)
    assert reading.profile
    assert reading.profile.page.color == "#8f7200"


@pytest.mark.parametrize("color", ["red", "#c81", "c8102e", "#c8102e;x"])
def test_what_is_no_colour_is_none(color: str) -> None:
    (fault,) = with_page(color).faults
    assert (fault.line, fault.stops) == (lines("color"), True)
    assert "#1552a8" in fault.message


@pytest.mark.parametrize("color", ["#c8102e", "#C8102E   # 红"])
def test_one_without_quotation_marks_is_no_comment(color: str) -> None:
    reading = read(profile_text().replace("color: ''", f"color: {color}"))
    (fault,) = reading.faults
    assert (fault.line, fault.stops) == (lines("color"), False)
    assert "没有加引号" in fault.message
    assert reading.profile
    assert reading.profile.page.color == color[:7]


def test_a_comment_is_no_colour() -> None:
    reading = read(profile_text().replace("color: ''", "color: '' # 例如 #c8102e"))
    assert reading.faults == ()
    assert reading.profile
    assert reading.profile.page.color is None


def test_a_logo_is_looked_at_where_the_content_is(tmp_path: Path) -> None:
    assert with_page(logo="logo.svg").faults == ()
    missing = with_page(logo="logo.svg", folder=tmp_path)
    assert [(fault.line, fault.stops) for fault in missing.faults] == [(lines("logo"), False)]
    assert "logo.svg：没有这个文件" in missing.faults[0].message
    assert missing.profile
    assert missing.profile.page.logo == ""
    (tmp_path / "logo.svg").write_bytes(ICON)
    there = with_page(logo="logo.svg", folder=tmp_path)
    assert there.faults == ()
    assert there.profile
    assert there.profile.page.logo == "logo.svg"
