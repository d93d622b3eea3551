"""docs/guide/settings.md lists what the classes say."""

from pathlib import Path

import pytest

from settings.__main__ import main, renewed, table
from settings.processes import PROCESSES
from settings.reading import variable_of
from tests.running import ROOT

PAGE = ROOT / "docs/guide/settings.md"


def test_the_page_is_up_to_date() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert renewed(text) == text, "renew it: .venv/bin/python -m settings docs/guide/settings.md"


def test_each_variable_has_a_row() -> None:
    rows = table().splitlines()[2:]
    variables = {variable_of(field) for kind in PROCESSES.values() for field in kind.__fields__.values()}
    assert [row.split("（")[0].split(" ")[1] for row in rows] == sorted(variables)
    assert all(row.count(" | ") == 5 for row in rows)


def test_a_page_that_is_not_is_renewed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.read_text(encoding="utf-8").replace("| ACTION_TIMEOUT", "| TIMEOUT") + "\nafter\n")
    assert main([str(page)]) == 0
    assert page.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8") + "\nafter\n"


def test_it_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out == table() + "\n"
