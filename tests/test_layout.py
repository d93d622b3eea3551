"""The tree is as README and design say: paths exist, imports go one way, modules stay small."""

import ast
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GROUND = ("owner", "zh", "understanding", "persistence", "observability", "settings")
ABOVE = (
    *("converter", "actions", "components", "channels", "records", "console", "launch", "suggest"),
    *("explain", "unanswered"),
)
PACKAGES = (*GROUND, *ABOVE)
MAY_IMPORT = {
    "owner": {"owner"},
    "zh": {"owner", "zh"},
    "understanding": {"owner", "understanding", "zh"},
    "persistence": {"persistence", "zh"},
    "observability": {"observability", "zh"},
    "settings": {"owner", "settings", "zh"},
    "converter": {"converter", "owner", "understanding", "zh"},
    "actions": {"actions", *GROUND, "rasa_sdk"},
    "components": {"components", *GROUND, "rasa"},
    "channels": {"channels", *GROUND, "rasa"},
    "records": {"records", *GROUND, "rasa"},
    "suggest": {"suggest", "converter", *GROUND},
    "explain": {"explain", "launch", "components", *GROUND, "rasa", "rasa_sdk"},
    "unanswered": {"unanswered", "suggest", "converter", "launch", *GROUND, "rasa"},
    "console": {"console", *GROUND},
    "launch": {"launch", "console", "converter", "actions", *GROUND, "rasa", "rasa_sdk"},
}
CHECKED = {*PACKAGES, "rasa", "rasa_sdk", "tests", "benchmarks", "tools"}
LONGEST_MODULE = 220


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@lru_cache(maxsize=2000)
def nodes(path: Path) -> Sequence[ast.AST]:
    """Return all that a module's tree has, parsed once for all tests that look at it."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(path: Path) -> set[str]:
    """Top-level names of what a module imports, wherever in it."""
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_one_way(package: str) -> None:
    assert modules(package)
    for path in modules(package):
        assert imported(path) & CHECKED <= MAY_IMPORT[package], path


@pytest.mark.parametrize("package", PACKAGES)
def test_modules_stay_small(package: str) -> None:
    for path in modules(package):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE, path


ROW = re.compile(r"^ {0,4}([a-z_0-9]+(?:, [a-z_0-9]+)*)  +\S", re.MULTILINE)
"""Modules and what they are for, as a package's docstring lists them."""


def packages() -> list[Path]:
    return [path.parent for package in (*PACKAGES, "tools") for path in modules(package) if path.name == "__init__.py"]


@pytest.mark.parametrize("package", packages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_lists_its_modules_or_shows_its_use(package: Path) -> None:
    source = (package / "__init__.py").read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(source)) or ""
    there = {path.stem for path in package.iterdir() if path.suffix == ".py" or path.is_dir()}
    listed = {name for row in ROW.findall(docstring) for name in row.split(", ")}
    assert listed <= there
    shows_its_use = "(" in docstring.partition("\n")[2] or "__all__" in source
    is_small = len(there - {"__init__", "__pycache__"}) < 3
    assert listed or shows_its_use or is_small


def test_the_changelog_begins_with_the_project_s_version() -> None:
    project, changes = ((ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "CHANGELOG.md"))
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    newest = re.search(r"^## (\S+) – \d{4}-\d\d-\d\d$", changes, re.MULTILINE)
    assert version
    assert newest
    assert newest[1] == version[1]


def test_coverage_is_measured_for_every_package() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = text.partition("[tool.coverage.run]")[2].partition("]")[0]
    assert set(re.findall(r'^    "(\w+)",$', section, re.MULTILINE)) == set(PACKAGES)
