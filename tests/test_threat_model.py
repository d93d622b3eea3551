"""Each threat of the threat model names what holds it and a test, and that test exists."""

import ast
import re
from pathlib import Path

from tests.running import ROOT

PAGE = ROOT / "docs/design/threat-model.md"
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")


def rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return [row for row in cells if row[0] not in ("threat", "---")]


def defined(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_threat_is_held_by_something_and_tested() -> None:
    result = rows()
    assert len(result) > 30
    for row in result:
        assert len(row) == 3, row[0]
        assert row[1], row[0]
        assert re.fullmatch(rf"{TEST.pattern}(?: {TEST.pattern})*", row[2]), row[0]


def test_every_named_test_exists() -> None:
    named = TEST.findall(PAGE.read_text(encoding="utf-8"))
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / "tests" / file).is_file() or name not in defined(ROOT / "tests" / file)
    ]
    assert missing == []
