"""Checks the menu in WeChat's part of a profile."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from owner.positions import Way, Wrong

MOST_ENTRIES, MOST_BUTTONS = 3, 5
LONGEST_ENTRY, LONGEST_BUTTON, LONGEST_SAYS, LONGEST_URL = 16, 60, 128, 1024
"""UTF-8 bytes."""

OTHER = "other"
"""The key of the reply to a message of a kind that is not listed."""

_MENU: Way = ("wechat", "menu")
_FORMS = ({"name", "says"}, {"name", "url"}, {"name", "buttons"})


def menu_faults(menu: Sequence[Mapping[str, Any]]) -> Iterator[Wrong]:
    """Yield the reasons for which WeChat would reject the menu; with any, it cannot be published."""
    yield from _faults(menu, _MENU, MOST_ENTRIES, LONGEST_ENTRY, "公众号的菜单")


def _faults(menu: Any, way: Way, most: int, longest: int, where: str) -> Iterator[Wrong]:
    if not isinstance(menu, Sequence) or isinstance(menu, str) or not 1 <= len(menu) <= most:
        yield way, f"{where}应有 1 到 {most} 项"
        return
    for number, entry in enumerate(menu):
        yield from _faults_of(entry, (*way, number), longest, f"{where}第 {number + 1} 项")


def _faults_of(entry: Any, way: Way, longest: int, where: str) -> Iterator[Wrong]:
    if not isinstance(entry, Mapping) or set(entry) not in _FORMS:
        yield way, f"{where}应有 name，以及 says、url、buttons 之一，都不能为空"
        return
    if not _fits(entry["name"], longest):
        yield (*way, "name"), f"{where}的 name 应是 1 到 {longest} 字节的文字（一个汉字 3 字节）"
    if "buttons" in entry:
        yield from _buttons(entry["buttons"], (*way, "buttons"), where)
        return
    name, most = ("says", LONGEST_SAYS) if "says" in entry else ("url", LONGEST_URL)
    if not _fits(entry[name], most):
        yield (*way, name), f"{where}的 {name} 应是 1 到 {most} 字节的文字"
    elif name == "url" and not entry["url"].startswith("https://"):
        yield (*way, name), f"{where}的 url 应以 https:// 开头"


def _buttons(inner: Any, way: Way, where: str) -> Iterator[Wrong]:
    # A menu of WeChat has only two levels.
    if isinstance(inner, list) and any(isinstance(button, Mapping) and "buttons" in button for button in inner):
        yield way, f"{where}的 buttons 里不能再有 buttons"
        return
    yield from _faults(inner, way, MOST_BUTTONS, LONGEST_BUTTON, f"{where}的 buttons ")


def _fits(text: object, most: int) -> bool:
    return isinstance(text, str) and 0 < len(text.encode()) <= most
