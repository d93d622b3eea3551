"""Computes contrast and shades of colours, written #rrggbb.

Contrast and luminance are those of WCAG 2.1.
"""

import colorsys

WHITE = "#ffffff"
READABLE = 4.5
"""The contrast that a text needs with its background."""

_HALVINGS = 30
"""Steps of the binary search for a lightness."""


def contrast(color: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(color), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Return how light a colour looks, from 0 to 1."""
    red, green, blue = map(_linear, _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def darkened(color: str, behind: str = WHITE) -> str:
    """Return the colour, or its lightest darker shade, that is readable together with `behind`.

    Contrast is symmetric: either one can be the text and the other the background.
    """
    shades = (blackened(color, share / 100) for share in range(101))
    return next(shade for shade in shades if contrast(shade, behind) >= READABLE)


def blackened(color: str, share: float) -> str:
    """Return the colour mixed with this share of black."""
    red, green, blue = _channels(color)
    return _written(red * (1 - share), green * (1 - share), blue * (1 - share))


def follow(shade: str, main: str, color: str, share: float = 1.0) -> str:
    """Return the shade that replaces `shade` when `color` replaces the main colour `main`.

    It takes the hue of `color` and keeps the luminance of `shade`, so that texts on it stay readable. If `color` is
    paler than `main`, the shade gets paler as well. `share`: how much of its saturation is left.
    """
    hue, _, pure = colorsys.rgb_to_hls(*_channels(color))
    pure_main = colorsys.rgb_to_hls(*_channels(main))[2]
    pure_shade = colorsys.rgb_to_hls(*_channels(shade))[2]
    if pure_shade == 0:
        return shade
    saturation = pure_shade * share * min(1.0, pure / pure_main)
    wanted, low, high = luminance(shade), 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if luminance(_written(*colorsys.hls_to_rgb(hue, middle, saturation))) < wanted:
            low = middle
        else:
            high = middle
    return _written(*colorsys.hls_to_rgb(hue, high, saturation))


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in (red, green, blue))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
