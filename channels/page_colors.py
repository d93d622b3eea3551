"""Builds a style sheet with the page's shades for the main colour that a profile names.

The shades are computed here, because the browsers that the page is built for cannot mix colours.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from owner.colors import blackened, darkened, follow

MAIN, PALE, PAGE, PRIMARY = "--blue", "--blue-pale", "--page", "--btn-primary-bg"
DEEPER = 0.22
"""The share of black that is mixed into a colour under the pointer."""

SIGNALS = frozenset({"--good", "--warn", "--danger", "--person", "--person-line", "--person-name"})
"""Colours with a meaning of their own, which stay unchanged."""

SURFACES = frozenset({"--page", "--panel", "--ink", "--faint", "--line", "--mine", PALE})
"""Nearly grey colours, where other hues than blue look stronger."""

STRENGTH = 0.6
"""The share of saturation that surfaces keep."""

_BLOCK = re.compile(r":root(\[[^\]]*\])?\s*\{([^{}]*--head:[^{}]*)\}")
_SHADE = re.compile(r"(--[\w-]+):\s*(#[0-9a-fA-F]{6})\b")

Shades = Mapping[str, str]
"""Variables of a style sheet → colours."""


@dataclass(frozen=True)
class Theme:
    """The shades of the built page."""

    light: Shades
    dark: Shades


@dataclass(frozen=True)
class LauncherColors:
    """Colours of the button on other pages: normal, under the pointer, and of the focus ring."""

    color: str
    deep: str
    focus: str


def theme_in(css: str) -> Theme:
    """Return the shades set by the page's style sheet; raises ValueError if it sets none."""
    shades = {bool(block[1]): dict(_SHADE.findall(block[2])) for block in _BLOCK.finditer(css)}
    if shades.keys() != {False, True}:
        raise ValueError("the page's style sheet has no shades of its own")
    return Theme(shades[False], shades[True])


def color_sheet(color: str, theme: Theme) -> str:
    """Return the style sheet with `color` as the main colour, on which white text is readable."""
    light, dark = _followed(theme.light, color, theme), _followed(theme.dark, color, theme)
    # Texts in the main colour also appear on the pale shade.
    text = darkened(color, light[PALE])
    light |= {
        MAIN: text,
        "--blue-deep": blackened(text, DEEPER),
        "--head": color,
        PRIMARY: color,
        # On a colour that is just dark enough a lighter button would be unreadable.
        "--head-button": "rgb(0 0 0 / 10%)",
        "--head-hover": "rgb(0 0 0 / 24%)",
    }
    dark |= {PRIMARY: dark[MAIN], "--head-button": "rgb(255 255 255 / 8%)", "--head-hover": "rgb(255 255 255 / 20%)"}
    return "\n".join(
        (
            _rule(":root", light),
            _rule(':root[data-color-scheme="dark"]', dark),
            f"html{{background:{light[PAGE]}}}",
            f"@media (prefers-color-scheme:dark){{html{{background:{dark[PAGE]}}}}}",
            "",
        )
    )


def launcher_colors(color: str, theme: Theme) -> LauncherColors:
    return LauncherColors(color, blackened(color, DEEPER), _followed(theme.light, color, theme)["--focus"])


def _followed(shades: Shades, color: str, theme: Theme) -> dict[str, str]:
    main = theme.light[MAIN]
    return {
        name: follow(shade, main, color, STRENGTH if name in SURFACES else 1.0)
        for name, shade in shades.items()
        if name not in SIGNALS
    }


def _rule(selector: str, declared: Shades) -> str:
    return f"{selector}{{{';'.join(f'{name}:{value}' for name, value in declared.items())}}}"
