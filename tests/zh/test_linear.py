"""No text of a user takes longer to read than in proportion to its length."""

import json
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests.running import ROOT
from tests.zh.patterns import not_linear
from zh.fold import normalize
from zh.introductions import introduced_role, without_introductions
from zh.personal import mask
from zh.questions import subject
from zh.roles import Reading, find_role

NOT_OF_USERS = ("channels/page_assets.py", "actions/hours.py")
"""Patterns for names of our files, and for a setting."""


def test_every_pattern_over_a_users_text_is_linear() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.zh.recorded_patterns"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    found = json.loads(done.stdout.splitlines()[-1])
    files = {file for file, _, _ in found}
    assert {"zh/personal.py", "zh/fillers.py", "zh/roles.py", "zh/statements.py"} <= files
    assert len(found) > 50
    wrong = {(file, pattern): not_linear(pattern, flags) for file, pattern, flags in found if file not in NOT_OF_USERS}
    assert {where: why for where, why in wrong.items() if why} == {}


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(?:a|aa)+$", r"x*y", r"^(?:的|的问题|问题)+$", r"^a*b*c", r"(?:(a*)b)*c", r"^\s*(.+?)!*$"]
)
def test_a_pattern_that_is_not_linear_is_seen(pattern: str) -> None:
    assert not_linear(pattern)


@pytest.mark.parametrize("pattern", [r"\s+", r"(.)\1{2,}", r"^\s*a", r"(?:a{1,9}b){0,9}c", r"^(?:a[b]*)+", r"a+b?"])
def test_a_linear_pattern_is_not(pattern: str) -> None:
    assert not not_linear(pattern)


PIECES = (
    "1 ",
    "86",
    "a@",
    "a@a.",
    "的问题",
    "?!",
    "老师用人单位",
    "不是我",
    "我是",
    "一幺",
    "1.",
    "，老师一个",
    "那个人",
)
READERS: tuple[Callable[[str], object], ...] = (
    mask,
    normalize,
    subject,
    without_introductions,
    introduced_role,
    lambda text: find_role(text, Reading.ANSWERED),
)


def seconds(reader: Callable[[str], object], text: str) -> float:
    def once() -> float:
        began = time.process_time()
        reader(text)
        return time.process_time() - began

    return min(once() for _ in range(3))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_takes_about_twice_the_time(reader: Callable[[str], object], piece: str) -> None:
    short, long = (seconds(reader, f"甲{piece * (size // len(piece))}甲") for size in (1000, 4000))
    # Four times the text; 16 were the square of it. Below some milliseconds the clock decides.
    assert long < 9 * short + 0.02
