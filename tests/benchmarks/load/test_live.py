"""The changes of the live benchmark: each is made in the frozen content, again and again, and passes the checks."""

import shutil
from pathlib import Path

import pytest

from benchmarks.load.live import CHANGES, LiveChange, Served, city_first, edit, page
from converter.__main__ import main
from tests.converter.conftest import remembering as remembering
from tests.frozen.project import frozen_project


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_can_be_made_twice_and_is_generated(change: LiveChange, tmp_path: Path) -> None:
    content = Path(shutil.copytree(frozen_project() / "data", tmp_path / "data"))
    shutil.rmtree(content / "nlu")
    city_first(content)
    generated = content / "generated"
    seen = []
    for number in (1, 2, 3):
        edit(content, change, number)
        assert main(["--root", str(frozen_project()), "--content", str(content)]) == 0
        seen.append([(generated / name).read_text(encoding="utf-8") for name in ("profile.json", "answers.json")])
    assert seen[0] != seen[1] != seen[2]


def test_the_page_counts_what_was_late() -> None:
    text = page({"greeting": [Served(6.0, 0.5), Served(7.0, 6.0)]})
    assert "| greeting | 6.5 | 7.0 | 3.25 | 6.00 | 1 of 2 |" in text
