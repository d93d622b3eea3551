"""Builds the account's menu from the profile, in WeChat's form."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from owner.folder import PROFILE_FILE, content_folder
from owner.reading import read
from owner.wechat import menu_faults


class NotAMenu(Exception):
    """Names all that is wrong, one a line."""


def read_menu(file: Path | None = None) -> dict[str, Any]:
    """Return the body of menu/create. `file`: the profile; None: that of the content. Raises NotAMenu."""
    file = file or content_folder() / PROFILE_FILE
    try:
        reading = read(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise NotAMenu(f"{file.name}：读不出来（{type(error).__name__}）") from error
    if reading.profile is None:
        raise _not_a_menu(file, ((fault.line, fault.message) for fault in reading.faults if fault.stops))
    menu = reading.profile.wechat.menu
    wrong = [(reading.line(*way), message) for way, message in menu_faults(menu)]
    if wrong:
        raise _not_a_menu(file, wrong)
    return {"button": [_entry(entry) for entry in menu]}


def _not_a_menu(file: Path, wrong: Iterable[tuple[int, str]]) -> NotAMenu:
    return NotAMenu("\n".join(f"{file.name} 第 {line} 行：{message}" for line, message in wrong))


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    if "buttons" in entry:
        inner: Sequence[Mapping[str, Any]] = entry["buttons"]
        return {"name": entry["name"], "sub_button": [_entry(button) for button in inner]}
    if "says" in entry:
        return {"name": entry["name"], "type": "click", "key": entry["says"]}
    return {"name": entry["name"], "type": "view", "url": entry["url"]}
