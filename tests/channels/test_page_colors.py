"""The shades of an institution's colour: all that could be read on the page still can."""

import re

import pytest

from channels.page_colors import SIGNALS, Theme, color_sheet, launcher_colors, theme_in
from owner.colors import READABLE, WHITE, contrast, darkened, luminance
from tests.running import ROOT

WRITTEN = (ROOT / "web/src/styles/theme.css").read_text(encoding="utf-8")
THEME = theme_in(WRITTEN)
COLORS = [
    "#c8102e",
    "#2e7d32",
    "#6a1b9a",
    "#0077cc",
    "#555555",
    "#000000",
    *map(darkened, ("#ffcc00", "#00ff00", WHITE)),
]


def sheet(color: str) -> Theme:
    return theme_in(color_sheet(color, THEME))


def test_every_shade_of_the_page_follows() -> None:
    made = sheet("#c8102e")
    for shades, before in ((made.light, THEME.light), (made.dark, THEME.dark)):
        assert before.keys() - shades.keys() == SIGNALS & before.keys()
        changed = {name for name in before.keys() & shades.keys() if before[name] != shades[name]}
        assert {name for name in before if name not in SIGNALS and before[name] != WHITE} == changed


def test_the_colour_itself_is_that_of_the_header_and_of_the_button() -> None:
    made = sheet("#c8102e")
    assert made.light["--head"] == made.light["--btn-primary-bg"] == made.light["--blue"] == "#c8102e"
    assert luminance(made.dark["--head"]) == pytest.approx(luminance(THEME.dark["--head"]), abs=0.01)


@pytest.mark.parametrize("color", COLORS)
def test_texts_can_be_read_on_what_is_behind_them(color: str) -> None:
    made = sheet(color)
    for shades in (made.light, made.dark):
        behind = [shades[name] for name in ("--panel", "--page", "--blue-pale")]
        assert all(contrast(shades[name], one) >= READABLE for name in ("--blue", "--ink", "--faint") for one in behind)
        assert contrast(shades["--ink"], shades["--mine"]) >= READABLE
        assert contrast(shades["--menu"], shades["--panel"]) >= READABLE
        assert contrast(shades["--on-head"], shades["--head"]) >= READABLE
        assert contrast(shades["--focus"], shades["--panel"]) >= 3
    assert contrast(made.light["--btn-primary-color"], made.light["--btn-primary-bg"]) >= READABLE
    assert contrast(made.dark["--btn-primary-color"], made.dark["--btn-primary-bg"]) >= READABLE
    launcher = launcher_colors(color, THEME)
    assert contrast(launcher.deep, WHITE) >= contrast(launcher.color, WHITE) >= READABLE


def test_the_sheet_is_small_and_for_the_browsers_that_the_page_is_for() -> None:
    made = color_sheet("#c8102e", THEME)
    assert len(made) < 1_500
    assert re.search(r"color-mix|oklch|@layer|url\(|@import", made) is None


def test_a_sheet_without_shades_is_refused() -> None:
    with pytest.raises(ValueError, match="no shades"):
        theme_in(":root{--page:#ffffff}")
