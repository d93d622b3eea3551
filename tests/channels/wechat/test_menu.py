"""The profile's menu, and the command that publishes it."""

import asyncio
from pathlib import Path

import pytest

from channels.wechat.__main__ import main
from channels.wechat.menu import NotAMenu, read_menu
from owner.folder import VARIABLE
from tests.owner.builders import line_of, profile_text
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.interfaces import Interfaces, serving


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the content that is served."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "profile.yml").write_text(profile_text(), encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def test_it_is_in_wechat_s_form() -> None:
    buttons = [
        {"name": "怎么办证", "type": "click", "key": "怎么办借书证"},
        {"name": "续借", "type": "click", "key": "怎么续借"},
    ]
    assert read_menu() == {
        "button": [
            {"name": "常见问题", "sub_button": buttons},
            {"name": "图书馆", "type": "view", "url": "https://library.example/"},
            {"name": "人工", "type": "click", "key": "转人工"},
        ]
    }


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("url: https://library.example/", "url: http://library.example/", "应以 https:// 开头"),
        ("name: 图书馆", "name: 图书馆里的一切", "name 应是 1 到 16 字节"),
        ("platform: 云州图书馆", "platfrom: 云州图书馆", "不认识“platfrom”"),
        ("  greet: greet：", "\tgreet: greet", "制表符"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    content: Path, old: str, new: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = profile_text().replace(old, new)
    (content / "profile.yml").write_text(text, encoding="utf-8")
    with pytest.raises(NotAMenu, match=says):
        read_menu()
    assert main(["menu", "check"]) == 1
    output = capsys.readouterr().err
    assert says in output
    assert any(f"profile.yml 第 {line} 行：" in output for line in (line_of(text, new), line_of(text, new) + 1))


def test_all_that_is_wrong_at_once(content: Path) -> None:
    text = profile_text().replace("name: 人工", "name: 人工服务热线").replace("says: 怎么续借", f"says: {'甲' * 50}")
    (content / "profile.yml").write_text(text, encoding="utf-8")
    with pytest.raises(NotAMenu) as caught:
        read_menu()
    assert len(str(caught.value).splitlines()) == 2


def test_no_profile(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "profile.yml").unlink()
    assert main(["menu", "check"]) == 1
    assert "profile.yml：读不出来" in capsys.readouterr().err


def test_another_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "other.yml"
    file.write_text(profile_text(), encoding="utf-8")
    assert main(["menu", "check", "--file", str(file)]) == 0
    assert "没有问题" in capsys.readouterr().out


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
    output = capsys.readouterr()
    assert says in output.out + output.err
    assert account.app_secret not in output.out + output.err
    assert (interfaces.menu == read_menu()) is (code == 0)
