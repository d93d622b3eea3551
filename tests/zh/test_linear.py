"""Every pattern over a user's text is linear. What the worst texts cost: benchmarks/load/long_texts.py."""

import json
import subprocess
import sys

import pytest

from tests.running import ROOT
from tests.zh.patterns import not_linear

NOT_OF_USERS = (
    "channels/page_assets.py", "channels/page_colors.py", "console/pages.py", "owner/defaults.py", "owner/hours.py",
    "owner/logo.py", "owner/reading.py", "observability/json_lines.py", "observability/redaction.py",
)  # fmt: skip
"""Patterns for names of our files and their text, for what operators write, and for lines of the log."""

READ = {
    "zh/personal/labels.py", "zh/personal/passwords.py", "zh/fillers.py", "zh/roles.py", "zh/statements.py",
    "persistence/names.py", "persistence/privacy/anonymous.py", "console/pages.py", "observability/request_id.py",
}  # fmt: skip
"""Files whose patterns would be missed if their package were not read."""


def test_every_pattern_over_a_users_text_is_linear() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.zh.recorded_patterns"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    found = json.loads(done.stdout.splitlines()[-1])
    files = {file for file, _, _ in found}
    assert files >= READ
    assert len(found) > 50
    of_users = [one for one in found if one[0] not in NOT_OF_USERS and not one[0].startswith("converter/")]
    wrong = {(file, pattern): not_linear(pattern, flags) for file, pattern, flags in of_users}
    assert {where: why for where, why in wrong.items() if why} == {}


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(?:a|aa)+$", r"x*y", r"^(?:的|的问题|问题)+$", r"^a*b*c", r"(?:(a*)b)*c", r"^\s*(.+?)!*$"]
)
def test_a_pattern_that_is_not_linear_is_seen(pattern: str) -> None:
    assert not_linear(pattern)


@pytest.mark.parametrize("pattern", [r"\s+", r"(.)\1{2,}", r"^\s*a", r"(?:a{1,9}b){0,9}c", r"^(?:a[b]*)+", r"a+b?"])
def test_a_linear_pattern_is_not(pattern: str) -> None:
    assert not not_linear(pattern)
