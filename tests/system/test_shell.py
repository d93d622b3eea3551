"""`rasa shell` through a pseudo-terminal."""

import sys
from collections.abc import Iterator
from typing import Any

import pexpect
import pytest

from tests.running import ROOT


@pytest.fixture
def shell() -> Iterator[Any]:
    it = pexpect.spawn(
        sys.executable, ["-m", "launch", "shell"], cwd=str(ROOT), encoding="utf-8", timeout=180, dimensions=(40, 400)
    )
    try:
        it.expect("Your input")
        yield it
        it.sendline("/stop")
        it.expect(pexpect.EOF)
    finally:
        it.close(force=True)


def say(shell: Any, text: str, reply: str) -> None:
    shell.sendline(text)
    shell.expect(reply)
    shell.expect("Your input")


def test_a_question_in_the_terminal(shell: Any) -> None:
    say(shell, "会计的怎么补学", "建议您联系您的行业主管部门财政局咨询")


def test_the_role_and_the_city_in_the_terminal(shell: Any) -> None:
    shell.sendline("忘记密码")
    shell.expect("请问您是以下哪种用户")
    # The terminal lets one choose a button with the arrow keys; its last entry is free text.
    shell.expect("Type out your own message")
    shell.send("\x1b[A\r")
    shell.expect("Type out your own message")
    shell.sendline("我是单位管理员")
    shell.expect("您可以联系上级审核部门帮您重置密码")
    shell.send("\x1b[A\r")
    shell.sendline("我在德州，怎么不能学时申报")
    shell.expect("德州无法在本平台进行学时申报")
    shell.send("\x1b[A\r")
