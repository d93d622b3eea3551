"""The menu file, and the command that publishes it."""

import asyncio
from pathlib import Path

import pytest

from channels.wechat.__main__ import main
from channels.wechat.menu import NotAMenu, read_menu
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.interfaces import Interfaces, serving


def test_ours_is_one() -> None:
    menu = read_menu()
    assert [entry["name"] for entry in menu["button"]] == ["常见问题", "问题分类", "人工客服"]
    assert menu["button"][2] == {"name": "人工客服", "type": "click", "key": "转人工"}
    assert menu["button"][0]["sub_button"][0] == {"name": "怎么注册", "type": "click", "key": "怎么注册"}


def test_a_page_that_opens(tmp_path: Path) -> None:
    (tmp_path / "menu.yml").write_text('- {name: 平台, url: "https://example.org/"}', encoding="utf-8")
    assert read_menu(tmp_path / "menu.yml") == {
        "button": [{"name": "平台", "type": "view", "url": "https://example.org/"}]
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "菜单应有 1 到 3 项"),
        ("[1, 2, 3, 4]", "菜单应有 1 到 3 项"),
        ("- 1", "菜单第 1 项应有 name"),
        ("- {name: 甲}", "菜单第 1 项应有 name"),
        ("- {name: 甲, says: 乙, url: 丙}", "菜单第 1 项应有 name"),
        ("- {name: 一二三四五六, says: 乙}", "name 应是 1 到 16 字节"),
        ("- {name: 甲, says: ''}", "says 应是 1 到 128 字节"),
        ("- {name: 甲, url: 'http://example.org'}", "应以 https:// 开头"),
        ("- {name: 甲, buttons: []}", "buttons 应有 1 到 5 项"),
        ("- {name: 甲, buttons: [{name: 乙, says: 1}]}", "buttons 第 1 项的 says"),
        ("- {name: 甲, buttons: [{name: 乙, buttons: [{name: 丙, says: 丁}]}]}", "不能再有 buttons"),
        ("- [", "读不出来"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "menu.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotAMenu, match=says):
        read_menu(file)
    assert main(["menu", "check", "--file", str(file)]) == 1
    assert says in capsys.readouterr().err


def test_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    (tmp_path / "menu.yml").write_text("- {name: '', says: ''}\n- 2", encoding="utf-8")
    with pytest.raises(NotAMenu) as caught:
        read_menu(tmp_path / "menu.yml")
    assert len(str(caught.value).splitlines()) == 3


def test_no_account_no_menu(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("WECHAT_TOKEN", raising=False)
    assert main(["menu", "publish"]) == 1
    assert "没有配置公众号" in capsys.readouterr().err


@pytest.mark.parametrize(("failures", "code", "says"), [([], 0, "已发布"), ([48001], 1, "48001"), ([502], 1, "连不上")])
async def test_it_is_published(
    failures: list[int], code: int, says: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    account = OfficialAccount()
    interfaces = Interfaces(account, failures=failures)
    monkeypatch.chdir(tmp_path)
    async with serving(interfaces) as url:
        for name, value in account.environment(url).items():
            monkeypatch.setenv(name, value)
        assert await asyncio.to_thread(main, ["menu", "publish"]) == code
    said = capsys.readouterr()
    assert says in said.out + said.err
    assert account.app_secret not in said.out + said.err
    assert (interfaces.menu == read_menu()) is (code == 0)
