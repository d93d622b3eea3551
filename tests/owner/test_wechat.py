"""WeChat's part of a profile."""

from typing import Any

import pytest
import yaml

from owner.reading import read
from owner.wechat import menu_faults
from tests.owner.builders import MENU, line_of, profile_text


def faults(menu: Any) -> list[str]:
    return [message for _, message in menu_faults(menu)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "菜单应有 1 到 3 项"),
        ("[1, 2, 3, 4]", "菜单应有 1 到 3 项"),
        ("- 1", "菜单第 1 项应有 name"),
        ("- {name: 甲}", "菜单第 1 项应有 name"),
        ("- {name: 甲, says: 乙, url: 丙}", "菜单第 1 项应有 name"),
        ("- {name: 一二三四五六, says: 乙}", "name 应是 1 到 16 字节"),
        ("- {name: 甲, says: ''}", "says 应是 1 到 128 字节"),
        ("- {name: 甲, url: 'http://example.org'}", "应以 https:// 开头"),
        ("- {name: 甲, buttons: []}", "buttons 应有 1 到 5 项"),
        ("- {name: 甲, buttons: 乙}", "buttons 应有 1 到 5 项"),
        ("- {name: 甲, buttons: [{name: 乙, says: 1}]}", "buttons 第 1 项的 says"),
        ("- {name: 甲, buttons: [{name: 乙, buttons: [{name: 丙, says: 丁}]}]}", "不能再有 buttons"),
    ],
)
def test_what_is_wrong_with_a_menu(text: str, says: str) -> None:
    (data,) = faults(yaml.safe_load(text))
    assert says in data


def test_all_that_is_wrong_at_once() -> None:
    assert len(faults([{"name": "", "says": ""}, 2])) == 3


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("url: https://library.example/", "url: library.example", "https://"),
        ("says: 怎么续借", "url: ''", "says、url、buttons 之一"),
        ("name: 图书馆", "name: 一二三四五六", "16 字节"),
    ],
)
def test_it_is_faulted_where_it_is_wrong_and_the_rest_is_served(old: str, new: str, says: str) -> None:
    text = profile_text().replace(old, new)
    reading = read(text)
    (fault,) = reading.faults
    assert abs(fault.line - line_of(text, new)) <= 1
    assert fault.stops is False
    assert says in fault.message
    assert reading.profile


def test_a_good_one() -> None:
    reading = read(profile_text())
    assert reading.faults == ()
    assert reading.profile
    assert list(reading.profile.wechat.menu) == list(MENU)
