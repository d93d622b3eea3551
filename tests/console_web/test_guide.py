"""The agents' guide calls what they press and read as the screens, the exported table and the users' sentences do."""

import re

import pytest

from tests.running import ROOT

GUIDE = (ROOT / "docs/guide/desk.md").read_text(encoding="utf-8")
SOURCES = (
    *sorted((ROOT / "web/src/console").rglob("*.ts*")),
    *sorted((ROOT / "console/figures").glob("*.py")),
    # What users read of the desk.
    *sorted((ROOT / "owner").glob("*.yml")),
)
SCREENS = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
NAMED = sorted(set(re.findall("“([^”]+)”", GUIDE)) - set(re.findall("^## (.+)$", GUIDE, re.MULTILINE)))


def test_it_names_many() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize("name", NAMED)
def test_what_it_names_stands_on_a_screen(name: str) -> None:
    """As a word of its own: 结束 is no part of 已结束."""
    assert re.search(rf"(?<![\u4e00-\u9fff]){re.escape(name)}(?![\u4e00-\u9fff])", SCREENS), name
