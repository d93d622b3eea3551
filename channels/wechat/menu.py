"""The menu of the account: menu.yml, checked, in WeChat's form."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from channels.wechat.splitting import size

MENU_FILE = Path(__file__).with_name("menu.yml")
MOST_ENTRIES, MOST_BUTTONS = 3, 5
LONGEST_ENTRY, LONGEST_BUTTON, LONGEST_SAYS, LONGEST_URL = 16, 60, 128, 1024
"""UTF-8 bytes."""


class NotAMenu(Exception):
    """Names all that is wrong, one a line."""


def read_menu(file: Path = MENU_FILE) -> dict[str, Any]:
    """Return the body of menu/create; raises NotAMenu."""
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise NotAMenu(f"{file.name}：读不出来（{type(error).__name__}）") from error
    wrong = list(_faults(given, MOST_ENTRIES, LONGEST_ENTRY, "菜单"))
    if wrong:
        raise NotAMenu("\n".join(f"{file.name}：{fault}" for fault in wrong))
    return {"button": [_entry(entry) for entry in given]}


def _faults(given: Any, most: int, longest: int, where: str) -> list[str]:
    if not isinstance(given, list) or not 1 <= len(given) <= most:
        return [f"{where}应有 1 到 {most} 项"]
    found = []
    for number, entry in enumerate(given, 1):
        found += _faults_of(entry, longest, f"{where}第 {number} 项")
    return found


def _faults_of(entry: Any, longest: int, where: str) -> list[str]:
    if not isinstance(entry, Mapping) or set(entry) not in ({"name", "says"}, {"name", "url"}, {"name", "buttons"}):
        return [f"{where}应有 name，以及 says、url、buttons 之一"]
    found = []
    if not isinstance(entry["name"], str) or not 0 < size(entry["name"]) <= longest:
        found.append(f"{where}的 name 应是 1 到 {longest} 字节的文字（一个汉字 3 字节）")
    if "buttons" in entry:
        # WeChat has two levels: a button holds no further ones.
        inner = entry["buttons"]
        nested = isinstance(inner, list) and any(isinstance(one, Mapping) and "buttons" in one for one in inner)
        return [*found, f"{where}的 buttons 里不能再有 buttons"] if nested else [
            *found, *_faults(inner, MOST_BUTTONS, LONGEST_BUTTON, f"{where}的 buttons "),
        ]  # fmt: skip
    name, most = ("says", LONGEST_SAYS) if "says" in entry else ("url", LONGEST_URL)
    if not isinstance(entry[name], str) or not 0 < size(entry[name]) <= most:
        found.append(f"{where}的 {name} 应是 1 到 {most} 字节的文字")
    elif name == "url" and not entry["url"].startswith("https://"):
        found.append(f"{where}的 url 应以 https:// 开头")
    return found


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    if "buttons" in entry:
        inner: Sequence[Mapping[str, Any]] = entry["buttons"]
        return {"name": entry["name"], "sub_button": [_entry(button) for button in inner]}
    if "says" in entry:
        return {"name": entry["name"], "type": "click", "key": entry["says"]}
    return {"name": entry["name"], "type": "view", "url": entry["url"]}
