"""A command of the project, with the frozen content, in a pseudo-terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pexpect

from tests.frozen.project import frozen_project


@contextmanager
def terminal(module: str, *arguments: str, ready: str, leave: str, echo: bool = True) -> Iterator[Any]:
    """Run `python -m module`, once it has said `ready`; in the end `leave` is typed, and the command has to end."""
    it = pexpect.spawn(
        sys.executable, ["-m", module, *arguments],
        cwd=str(frozen_project()), encoding="utf-8", timeout=180, dimensions=(40, 400), echo=echo,
    )  # fmt: skip
    try:
        it.expect(ready)
        yield it
        it.sendline(leave)
        it.expect(pexpect.EOF)
    finally:
        it.close(force=True)
