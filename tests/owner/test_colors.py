"""Contrast of colours and the shades computed from one."""

import pytest

from owner.colors import READABLE, WHITE, blackened, contrast, darkened, follow, luminance

MAIN = "#1552a8"
COLORS = ["#c8102e", "#2e7d32", "#8f7200", "#6a1b9a", "#0077cc", "#555555", "#000000", "#e0007a"]
SHADES = ["#eef2f7", "#1b2433", "#e9f1fc", "#8ab6f7", "#10151e", "#1f6fe0"]


def test_contrast_is_that_of_the_published_definition() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast("#0000FF", WHITE) == contrast(WHITE, "#0000ff") == pytest.approx(8.59, abs=0.01)


def test_what_can_be_read_stays_and_what_cannot_is_only_as_dark_as_it_must_be() -> None:
    assert darkened(MAIN) == MAIN
    for bright in ("#ffcc00", "#00ff00", "#ff8888", WHITE):
        dark = darkened(bright)
        assert READABLE <= contrast(dark, WHITE) < READABLE + 0.2
        assert darkened(dark) == dark


def test_a_darker_colour_on_something_that_is_not_white() -> None:
    pale = "#e9f1fc"
    assert contrast(darkened("#757575", pale), pale) >= READABLE > contrast("#757575", pale)


@pytest.mark.parametrize("color", COLORS)
@pytest.mark.parametrize("shade", SHADES)
def test_a_shade_stays_as_light_as_it_was(shade: str, color: str) -> None:
    # So that each text is read as well as before: what differs is rounding.
    assert luminance(follow(shade, MAIN, color)) == pytest.approx(luminance(shade), abs=0.008)


def test_a_shade_takes_the_hue() -> None:
    red, green, blue = (int(follow("#8ab6f7", MAIN, "#c8102e")[at : at + 2], 16) for at in (1, 3, 5))
    assert red > max(green, blue)
    assert len({follow("#8ab6f7", MAIN, "#555555")[at : at + 2] for at in (1, 3, 5)}) == 1
    assert follow(WHITE, MAIN, "#c8102e") == WHITE


def test_black_is_added() -> None:
    assert blackened(MAIN, 0) == MAIN
    assert blackened(MAIN, 1) == "#000000"
    assert contrast(blackened(MAIN, 0.2), WHITE) > contrast(MAIN, WHITE)
