"""Names in the program are the field's words: one class a name, and none of the words that were retired."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_layout import PACKAGES, ROOT, modules

RETIRED = frozenset({"said", "told", "fate", "fates"})
"""Words that said nothing of what a value is: a message, a reply, a notice, an outcome."""

OF_A_LIBRARY = frozenset({"Config"})
"""pydantic calls the settings of a model so."""


def classes() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in modules(package):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    yield node.name, path


def names(path: Path) -> Iterator[str]:
    """Yield the names of variables, parameters, attributes and functions that a module uses, and of the module."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name


def test_no_two_classes_have_one_name() -> None:
    found = defaultdict(set)
    for name, path in classes():
        found[name].add(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in found.items() if len(paths) > 1 and name not in OF_A_LIBRARY} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_retired_word_is_part_of_a_name(package: str) -> None:
    found = {(str(path.relative_to(ROOT)), name) for path in modules(package) for name in names(path)}
    assert sorted(one for one in found if RETIRED & set(one[1].lower().strip("_").split("_"))) == []
