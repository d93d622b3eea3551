"""A process that hangs ends, one that works does not."""

import subprocess
import sys
from typing import Any

from tests.running import ROOT

PROGRAM = """
import asyncio, time
from channels.watch.watchdog import Watchdog

def think_for_ever(question):
    while True:
        time.sleep(0.01)

async def main():
    watchdog = Watchdog({seconds})
    watchdog.begin()
    await asyncio.sleep({works})
    print("worked", flush=True)
    {then}

asyncio.run(main())
"""
SAID = "小王的密码忘了"


def run(seconds: float, works: float, then: str) -> subprocess.CompletedProcess[str]:
    program: Any = PROGRAM.format(seconds=seconds, works=works, then=then)
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_loop_that_stands_still_ends_the_process_and_says_where_it_stood() -> None:
    ended = run(1.0, 2.5, f"think_for_ever({SAID!r})")
    assert ended.stdout == "worked\n"
    assert ended.returncode == 1
    assert "think_for_ever" in ended.stderr
    assert SAID not in ended.stderr


def test_after_its_end_nobody_is_watched() -> None:
    ended = run(0.5, 0.1, "watchdog.end(); time.sleep(2); await asyncio.sleep(1)")
    assert (ended.returncode, ended.stderr) == (0, "")
