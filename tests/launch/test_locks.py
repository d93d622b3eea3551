"""The locks hold what is installed, and nothing about where it came from or where they were made."""

import re
from pathlib import Path

import pytest

from tests.running import ROOT

LOCKS = sorted(ROOT.glob("requirements*.txt"))
ENTRY = r"[a-z0-9._-]+(?:\[[a-z,]+\])?==[^\s;]+(?: ; [^\n\\]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_versions_and_hashes_and_nothing_else(lock: Path) -> None:
    assert re.fullmatch(f"(?:{ENTRY})+", lock.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_everything_asked_for_is_locked(lock: Path) -> None:
    matches = re.findall(r"^[a-zA-Z][\w-]*", lock.with_suffix(".in").read_text(encoding="utf-8"), re.MULTILINE)
    locked = re.findall(r"^[\w.-]+(?===)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    assert matches
    assert {name.lower() for name in matches} <= set(locked)


def test_tools_for_tests_leave_the_packages_of_the_assistant_as_they_are() -> None:
    def versions(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    running, tools = versions("requirements.txt"), versions("requirements-dev.txt")
    assert {name: running[name] for name in tools if name in running}.items() <= tools.items()
