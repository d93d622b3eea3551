"""`rasa shell` through a pseudo-terminal."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.terminal import terminal


@pytest.fixture
def shell() -> Iterator[Any]:
    with terminal("launch", "shell", ready="Your input", leave="/stop") as it:
        yield it


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
