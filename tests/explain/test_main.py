"""The command on the frozen content: one conversation, in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from explain.__main__ import _messages
from tests.frozen.project import frozen_model, frozen_project

SAID = (
    "证书怎么打印|忘记密码",
    "我是济南的单位管理员",
    "不要转人工，怎么注册",
    "我的手机号13800138000怎么修改",
    "转人工",
    "有人吗",
)


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What it prints of each message; its database would be in the folder that is looked into."""
    folder = tmp_path_factory.mktemp("explain")
    done = subprocess.run(
        [sys.executable, "-m", "explain", "--model", str(frozen_model()), *SAID],
        cwd=frozen_project(), env={**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}"},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(folder.iterdir()) == []
    return done.stdout.strip().split("\n\n")


def test_each_message_is_explained(explained: list[str]) -> None:
    assert [one.splitlines()[0].removeprefix("用户：") for one in explained] == [
        *("证书怎么打印", "忘记密码", "我是济南的单位管理员", "不要转人工，怎么注册"),
        *("我的手机号【手机号】怎么修改", "转人工", "有人吗"),
    ]


def test_reading_context_and_answer_are_there(explained: list[str]) -> None:
    certificate, password, role, denial, _, person, waiting = explained
    assert re.search(r"提问，→ 证书怎么下载打印（certificate_print） (9\d|100)%", certificate)
    assert "助手：登录本平台专技个人账号" in certificate
    assert "answer，certificate_print，FAQ 第 232、" in certificate
    assert "正在谈 证书怎么下载打印（certificate_print）" in password
    assert "\n      1. 专技个人\n      2. 用人单位\n" in password
    assert "刚才问了用户的角色；等着回答的是" in role
    assert "角色 用人单位（用户自己），地点 济南（用户自己）" in role
    assert "助手：您可以在平台首页右侧" in role
    assert "否认了      1. 转人工" in denial
    assert "助手：现在没有人工客服能接入" in person
    assert "由此决定    转人工之后问有没有人（waiting_for_staff）" in waiting


def test_messages_come_from_arguments_and_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert list(_messages(["忘记密码 | 单位的", "转人工"])) == ["忘记密码", "单位的", "转人工"]
    (tmp_path / "said").write_text("忘记密码\n\n单位的\n", encoding="utf-8")
    with (tmp_path / "said").open(encoding="utf-8") as lines:
        monkeypatch.setattr("sys.stdin", lines)
        assert list(_messages([])) == ["忘记密码", "单位的"]
