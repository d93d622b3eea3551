"""The page for the data-protection officer says what the database and the settings say."""

import re
from pathlib import Path

import pytest

import persistence.staff_tables  # noqa: F401  the metadata hold its tables as well
from persistence.privacy.retention import retention
from persistence.privacy.staff_forms import AFTER_CLOSING, LONGEST_OPEN
from persistence.tables import OF_A_CONVERSATION, metadata
from tests.running import ROOT
from zh.personal import Personal

PAGE = ROOT / "docs/guide/privacy-officer.md"
OPERATORS_PAGE = ROOT / "docs/guide/privacy.md"


def rows() -> dict[str, list[str]]:
    """Return the rows of what is kept, by table."""
    lines = PAGE.read_text(encoding="utf-8").split("## 存了什么")[1].split("##")[0].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {row[1]: row for row in cells[2:]}


def test_every_table_has_its_row_with_nothing_left_open() -> None:
    result = rows()
    assert {*metadata.tables, "alembic_version"} <= set(result)
    assert all(len(row) == 5 and all(row) for row in result.values())


def test_no_row_is_of_a_table_that_is_gone() -> None:
    named = {name for name in rows() if re.fullmatch("[a-z_]+", name)}
    assert named == {*metadata.tables, "alembic_version"}


def test_the_time_is_that_of_the_settings() -> None:
    kept = retention()
    result = rows()
    assert f"现在是 {kept.days:g} 天，到期 {kept.then}" in PAGE.read_text(encoding="utf-8")
    for table in OF_A_CONVERSATION:
        if table.name not in ("ticket_events", "staff_forms"):
            assert f"{kept.days:g} 天" in result[table.name][4]


@pytest.mark.parametrize("page", [PAGE, OPERATORS_PAGE])
def test_the_time_of_forms_is_the_programs(page: Path) -> None:
    row = next(line for line in page.read_text(encoding="utf-8").splitlines() if "| staff_forms" in line)
    assert f"结束 {AFTER_CLOSING / 3600:g} 小时" in row
    assert f"最长 {LONGEST_OPEN / 86_400:g} 天" in row


@pytest.mark.parametrize("kind", Personal)
def test_every_kind_is_in_the_operators_table(kind: Personal) -> None:
    assert f"【{kind.value}】" in OPERATORS_PAGE.read_text(encoding="utf-8")
