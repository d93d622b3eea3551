"""Names in the program are the field's words: one class a name, and none of the words that were retired."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_layout import PACKAGES, ROOT, modules, nodes

RETIRED = frozenset({"said", "told", "fate", "fates"})
"""Words that said nothing of what a value is: a message, a reply, a notice, an outcome."""

VAGUE = frozenset({"asked", "found", "given", "heard", "kept", "known", "one", *RETIRED})
"""Names that hide what a variable or function is: matches or rows, arguments or settings, a request, what is stored."""

OF_THE_OUTPUT = {"components/trace/reading.py": frozenset({"asked"})}
"""Names that stand in what the program gives out: keys of the JSON of a reading."""

OF_A_LIBRARY = frozenset({"Config"})
"""pydantic calls the settings of a model so."""


NOUNS = frozenset(
    {"Coming", "Finding", "Listing", "Numbering", "Phrasing", "Pointing", "Rating", "Reading", "Spelling"}
)
"""Names of classes in -ing that are nouns. Others of one word say what is done, not what the object is."""


def classes() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in modules(package):
            for node in nodes(path):
                if isinstance(node, ast.ClassDef):
                    yield node.name, path


def names(path: Path) -> Iterator[str]:
    """Yield the names of variables, parameters, attributes and functions that a module uses, and of the module."""
    yield path.stem
    for node in nodes(path):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name


def bound(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the names that a module gives to variables, parameters, fields and functions, with their lines."""
    for node in nodes(path):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno


def test_no_two_classes_have_one_name() -> None:
    result = defaultdict(set)
    for name, path in classes():
        result[name].add(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in result.items() if len(paths) > 1 and name not in OF_A_LIBRARY} == {}


def test_no_class_is_named_after_an_activity() -> None:
    activities = {name for name, _ in classes() if re.fullmatch("[A-Z][a-z]+ing", name)}
    assert activities - NOUNS == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_no_retired_word_is_part_of_a_name(package: str) -> None:
    found = {(str(path.relative_to(ROOT)), name) for path in modules(package) for name in names(path)}
    assert sorted(one for one in found if RETIRED & set(one[1].lower().strip("_").split("_"))) == []


@pytest.mark.parametrize("package", [*PACKAGES, "tools"])
def test_no_name_hides_what_it_is(package: str) -> None:
    names_of = {str(path.relative_to(ROOT)): bound(path) for path in modules(package)}
    vague = [
        f"{path}:{line} {name}"
        for path, names_bound in names_of.items()
        for name, line in names_bound
        if name.lower().strip("_") in VAGUE and name not in OF_THE_OUTPUT.get(path, ())
    ]
    assert vague == []
