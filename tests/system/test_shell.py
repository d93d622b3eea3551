"""`rasa shell` through a pseudo-terminal."""

import sys

import pexpect

from tests.running import ROOT


def test_a_question_in_the_terminal() -> None:
    shell = pexpect.spawn(
        sys.executable, ["-m", "launch", "shell"], cwd=str(ROOT), encoding="utf-8", timeout=180, dimensions=(40, 400)
    )
    try:
        shell.expect("Your input")
        shell.sendline("会计的怎么补学")
        shell.expect("建议您联系您的行业主管部门财政局咨询")
        shell.expect("Your input")
        shell.sendline("/stop")
        shell.expect(pexpect.EOF)
    finally:
        shell.close(force=True)
