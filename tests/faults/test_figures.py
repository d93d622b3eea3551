"""The table of the page is the one that was counted."""

from pathlib import Path

import pytest

from tests.faults.figures import BEGIN, END, Figures, write
from tests.running import ROOT

SOME = Figures("Redis away", 120, 0, 0, 0, 1, 2, 1.26, 0.04)


def test_the_table_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Before\n{BEGIN}\nold\n{END}\nafter\n")
    for _ in range(2):
        write(page, [SOME])
    lines = page.read_text().splitlines()
    assert lines[0] == "# Before"
    assert lines[-1] == "after"
    assert "| Redis away | 120 | 0 | 0 | 0 | 1 | 2 | 1.3 | 0.0 |" in lines
    assert "old" not in lines


def test_a_page_without_a_place_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(BEGIN)
    with pytest.raises(ValueError, match="no place"):
        write(page, [SOME])
    assert page.read_text() == BEGIN


def test_the_page_has_a_place() -> None:
    assert (ROOT / "docs/design/faults.md").read_text(encoding="utf-8").index(BEGIN) > 0
