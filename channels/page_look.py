"""PageLook: fills names, colours and icon of the profile into the page's files when they are served."""

import hashlib
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path

from channels.page_assets import CONTENT_TYPES, DEMO, FORM, INDEX, LAUNCHER, PREFIX, Asset, asset
from channels.page_colors import Theme, color_sheet, launcher_colors, theme_in
from owner.folder import content_folder
from owner.live import profile
from owner.logo import Logo, NotALogo, read_logo
from owner.profile import Profile

logger = logging.getLogger(__name__)

ICON = f"{PREFIX}/icon.svg"
ICON_COLOR = "#1552a8"
LETTER_ICON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">
  <rect width="36" height="36" rx="9" fill="{color}"/>
  <text x="18" y="25" text-anchor="middle" fill="#fff" font-size="20" font-weight="600"
    font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif">{letter}</text>
</svg>
"""
TYPES = {"svg": "image/svg+xml", "png": "image/png"}

_FIELD = re.compile(r"\{\{(\w{1,20})\}\}")
_SHEET = re.compile(rf"{PREFIX}/main-\w{{8}}\.css")
_COLORS = re.compile(rf"{PREFIX}/colors-([0-9a-f]{{6}})-[0-9a-f]{{8}}\.css")


class LogoFile:
    """Reads the logo beside the profile, again when it is replaced. An invalid file leaves the last valid logo."""

    def __init__(self) -> None:
        self._logo: Logo | None = None
        self._name = ""
        self._stamp: object = None

    def logo(self, name: str) -> Logo | None:
        """Return the logo with this file name; None without one."""
        if not name:
            return None
        folder = content_folder()
        stamp = (folder, name, *_stamp(folder / name))
        if stamp != self._stamp:
            self._stamp = stamp
            self._read(folder, name)
        return self._logo

    def _read(self, folder: Path, name: str) -> None:
        before = self._logo if name == self._name else None
        self._name = name
        try:
            self._logo = read_logo(folder, name)
        except NotALogo as why:
            self._logo = before
            logger.warning("The logo %s is not shown: %s", name, why)


class PageLook:
    """The current files of the page by path."""

    def __init__(self, built: Mapping[str, Asset]) -> None:
        self._built = built
        self._theme = theme_in(next(_text(file) for path, file in built.items() if _SHEET.fullmatch(path)))
        self._logo = LogoFile()
        self._made_of: tuple[Profile, Logo | None] | None = None
        self._files = built

    def file(self, path: str) -> Asset | None:
        """Return the file of this path; None if there is none."""
        current = profile()
        logo = self._logo.logo(current.page.logo)
        if self._made_of is None or self._made_of[0] is not current or self._made_of[1] is not logo:
            self._files = {**self._built, **_filled(self._built, current, logo, self._theme)}
            self._made_of = current, logo
        match = _COLORS.fullmatch(path)
        if match and path not in self._files:
            # The path comes from an instance that has read another profile.
            return _sheet(f"#{match[1]}", self._theme)
        return self._files.get(path)


def _filled(built: Mapping[str, Asset], current: Profile, logo: Logo | None, theme: Theme) -> dict[str, Asset]:
    color = current.page.color.lower() if current.page.color else ""
    made = {LAUNCHER: _launcher(built[LAUNCHER], current, theme)}
    icon = ICON
    if logo:
        icon = f"{PREFIX}/logo.{logo.kind}"
        made[icon] = asset(logo.body, CONTENT_TYPES[f".{logo.kind}"])
    else:
        made[ICON] = asset(icon_of(current.assistant.name, color or ICON_COLOR).encode(), built[ICON].content_type)
    links = ""
    if color:
        path, sheet = _colors(color, theme)
        made[path] = sheet
        links = f'<link rel="stylesheet" href="{path}">'
    fields = {
        "assistant": escape(current.assistant.name),
        "platform": escape(current.assistant.platform),
        "icon": icon,
        "icon_type": TYPES[logo.kind if logo else "svg"],
        "colors": links,
    }
    for page in (INDEX, DEMO, FORM):
        html = _FIELD.sub(lambda field: fields[field[1]], _text(built[page]))
        made[page] = asset(html.encode(), built[page].content_type)
    return made


def icon_of(name: str, color: str) -> str:
    """Return the SVG icon of an assistant without a logo: the first letter of its name on its colour."""
    letter = next((character for character in name if character.isalnum()), "?")
    return LETTER_ICON.format(color=color, letter=letter.upper())


def _launcher(built: Asset, current: Profile, theme: Theme) -> Asset:
    """Return the launcher's first script. Its look is an argument, so it sets no global names on other pages."""
    colors = asdict(launcher_colors(current.page.color.lower(), theme)) if current.page.color else {}
    look = json.dumps({"name": current.assistant.name, **colors}, separators=(",", ":"))
    return asset(f"(function(LOOK){{{_text(built)}}})({look});\n".encode(), built.content_type)


def _colors(color: str, theme: Theme) -> tuple[str, Asset]:
    """Return the path and the sheet; the path changes with the colour and the program."""
    made = _sheet(color, theme)
    digest = hashlib.sha256(made.body).hexdigest()[:8]
    return f"{PREFIX}/colors-{color[1:]}-{digest}.css", _sheet(color, theme, is_lasting=True)


def _sheet(color: str, theme: Theme, *, is_lasting: bool = False) -> Asset:
    return asset(color_sheet(color, theme).encode(), CONTENT_TYPES[".css"], is_lasting=is_lasting)


def _text(file: Asset) -> str:
    return file.body.decode()


def _stamp(file: Path) -> Iterator[int]:
    """Return values that change when the file is replaced; none if it is missing."""
    try:
        status = file.stat()
    except OSError:
        return iter(())
    return iter((status.st_mtime_ns, status.st_ino, status.st_size))
