"""`make shell` and the stock `rasa shell` through a pseudo-terminal: five conversations, chosen by number."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from launch.environment import action_endpoint, defaults
from launch.ports import free_port
from tests.frozen.project import frozen_model, frozen_project
from tests.running import wait_until_it_answers
from tests.terminal import terminal

PROMPT = "Your input"
TURN_TIMEOUT = 30
ANOTHER = "/restart"
ROLES = ("请问您是以下哪种用户", "1. 专技个人", "2. 用人单位", "3. 主管部门", "4. 继续教育机构")
RECOVER_AS_PERSONAL = "可以联系单位管理员给您重置密码"

Turn = tuple[str, Sequence[str]]
"""What is typed, and what is shown in answer, in this order."""

CONVERSATIONS: dict[str, Sequence[Turn]] = {
    "two requests, the role by its number, then corrected": [
        ("怎么注册，证书怎么打印", ["点击【证书打印】下载证书", "· 公需课、专业课达标标准", *ROLES]),
        ("2", ["需要上级审核部门审核通过"]),
        ("不对，我是专技个人", ["注册", "单位管理员"]),
        ("谢谢", ["不客气"]),
    ],
    "the city by its number": [
        ("怎么不能学时申报", ["请问您的单位在哪个地市", "1. 济南", "3. 烟台", "14. 德州"]),
        ("14", ["德州无法在本平台进行学时申报"]),
        ("那烟台呢", ["烟台可以在本平台进行学时申报", "1. 转人工"]),
        ("怎么学时申报", ["登陆专技个人账号，进入【学时申报】"]),
    ],
    "an offer by its number, none of these, and by its title": [
        ("学时", ["您是想问：", "1. ", "2. ", "以上都不是"]),
        ("2", ["1. "]),
        ("学时", ["您是想问：", "5. 以上都不是"]),
        ("5", ["还是没有找到您要的答案", "1. 转人工", "2. 问题分类"]),
        ("问题分类", ["请选择您想了解的问题分类", "1. "]),
        ("第一个", ["您想了解哪一个", "1. "]),
    ],
    "a hand-over, and who is there": [
        ("转人工", ["现在没有人工客服能接入", "平台右侧在线客服"]),
        ("有人吗", ["现在没有人工客服能接入", "要等多久我不能保证"]),
        ("🙏", ["我在的，有问题可以直接告诉我"]),
        ("不要转人工，忘记密码", list(ROLES)),
        ("geren", [RECOVER_AS_PERSONAL]),
    ],
    "denial, thanks without words, questions without a subject": [
        ("不是要打印证书，怎么修改手机号", ["可以直接修改手机号/邮箱"]),
        ("🙏", ["不客气"]),
        ("谁审核", list(ROLES)),
        ("9", ["请从下面选择一项", *ROLES[1:]]),
        ("最后一个", ["需要上级审核部门审核通过"]),
        ("单位调转怎么操作", ["1. "]),
        ("那谁审核", ["审核"]),
    ],
}


def say(shell: Any, text: str, shown: Sequence[str], prompt: str = PROMPT) -> str:
    """Type a line and wait for what is shown, in this order, and for the next prompt; returns all of it."""
    shell.sendline(text)
    heard = ""
    for piece in (*shown, prompt):
        shell.expect_exact(piece, timeout=TURN_TIMEOUT)
        heard += shell.before + shell.after
    return heard


@pytest.fixture(scope="module")
def shell() -> Iterator[Any]:
    with terminal("launch", "shell", ready=PROMPT, leave="/stop") as it:
        yield it


@pytest.mark.parametrize("turns", CONVERSATIONS.values(), ids=CONVERSATIONS)
def test_conversations_in_the_terminal(shell: Any, turns: Sequence[Turn]) -> None:
    for text, shown in turns:
        heard = say(shell, text, shown)
        assert not re.search(r"/(?:inform|ask|menu|handoff)\b|Buttons:", heard)
    shell.sendline(ANOTHER)
    shell.expect_exact(PROMPT)


def test_what_is_denied_is_not_answered(shell: Any) -> None:
    heard = say(shell, "不是要打印证书，怎么修改手机号", ["可以直接修改手机号/邮箱"])
    assert "证书打印" not in heard


@pytest.fixture(scope="module")
def stock_shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Rasa's own commands, the action server's too, with nothing set but what keeps tests apart."""
    folder, port = tmp_path_factory.mktemp("stock"), free_port()
    own = {
        "ACTION_ENDPOINT_URL": action_endpoint(port),
        "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}",
        "SHOW_READING": "terminal",
    }
    model = frozen_model()
    with pytest.MonkeyPatch.context() as environment:
        for name in defaults():
            environment.delenv(name, raising=False)
        for name, value in own.items():
            environment.setenv(name, value)
        actions = subprocess.Popen(
            [sys.executable, "-m", "rasa", "run", "actions", "--port", str(port)],
            cwd=frozen_project(), env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/health", actions)
            words = ("shell", "--model", str(model), "--interface", "127.0.0.1", "--port", str(free_port()))
            with terminal("rasa", *words, ready=PROMPT, leave="/stop") as it:
                yield it
        finally:
            actions.terminate()
            actions.wait(timeout=60)


def test_the_stock_command_is_chosen_from_by_arrow_keys_and_by_numbers(stock_shell: Any) -> None:
    def free_text(text: str, shown: Sequence[str], prompt: str = "Type out your own message") -> str:
        """The menu's last entry lets one type."""
        stock_shell.send("\x1b[A\r")
        stock_shell.expect_exact(PROMPT)
        return say(stock_shell, text, shown, prompt)

    say(stock_shell, "怎么注册，证书怎么打印", ["点击【证书打印】下载证书", ROLES[0], "1: 专技个人"], "own message")
    reading = free_text("2", ["整理后", "由此决定    按编号", "记下角色 用人单位", "需要上级审核部门审核通过"])
    assert "刚才问了用户的角色" in reading
    free_text("学时", ["您是想问", "2: "])
    stock_shell.send("\x1b[B\x1b[B\x1b[B\x1b[B\r")
    stock_shell.expect_exact("还是没有找到您要的答案")
    stock_shell.expect_exact("own message")
    free_text("转人工", ["现在没有人工客服能接入", "您的请求已登记"])
    free_text("有人吗", ["现在没有人工客服能接入", "要等多久我不能保证"])
    # Out of the menu again, for whoever leaves.
    stock_shell.send("\x1b[A\r")
    stock_shell.expect_exact(PROMPT)


def test_the_stock_command_needs_nothing_set_and_ends_with_its_input(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in defaults()}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'conversations.db'}"
    words = ("shell", "--model", str(frozen_model()), "--interface", "127.0.0.1", "--port", str(free_port()))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "rasa", *words],
        cwd=frozen_project(), env=environment, input="证书怎么打印\n",
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0
    assert "下载证书" in done.stdout
    assert "RasaException" not in done.stderr
