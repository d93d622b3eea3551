"""Every pattern over a user's text is linear. What the worst texts cost: benchmarks/load/long_texts.py."""

import json
import subprocess
import sys

import pytest

from tests.running import ROOT
from tests.zh.patterns import not_linear

NOT_OF_USERS = (
    "channels/page_assets.py", "channels/page_colors.py", "owner/hours.py", "owner/live.py", "owner/logo.py",
    "owner/reading.py",
)  # fmt: skip
"""Patterns for names of our files and their text, and for what operators write."""


def test_every_pattern_over_a_users_text_is_linear() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.zh.recorded_patterns"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    found = json.loads(done.stdout.splitlines()[-1])
    files = {file for file, _, _ in found}
    read = {"zh/personal/labels.py", "zh/personal/passwords.py", "zh/fillers.py", "zh/roles.py", "zh/statements.py"}
    assert read <= files
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
