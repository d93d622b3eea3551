"""Which tests start processes or train (`-m "not slow"` leaves them out), which have a browser, and which of them one
worker takes together.

A test is slow when its function or one of its fixtures reaches something that does, through whatever functions and
classes of this repository; likewise for clusters and browsers. So nobody has to mark a test by hand.
"""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from tests.running import ROOT

STARTERS = frozenset({"subprocess", "multiprocessing", "pexpect", "async_playwright", "create_subprocess_exec"})
"""Names that a function uses to start a process."""

TRAINERS = frozenset({"learn"})
"""The same for the benchmarks' training: seconds of a processor."""

CLUSTERS = frozenset({"running_cluster", "served_cluster", "kept_cluster"})
"""The same for a cluster: one worker takes all those tests, so that never two clusters run."""

BROWSERS = frozenset({"async_playwright", "CHROMIUM_83"})
"""The same for a browser: these tests run after those that start servers, since beside a cluster a page is too slow."""

NAMES = STARTERS | TRAINERS | CLUSTERS | BROWSERS

NOT_OURS = frozenset({".venv", ".tools", "node_modules"})

LONG = ("conversations", "system", "deploy", "faults", "launch", "benchmarks", "frozen")
"""Folders of tests that take longest beside the clusters', longest first."""

SHARED = {"assistant": "assistant"}
"""Fixture of the whole session -> the group of its users: it is started once then, and not by each worker."""


class Reached:
    """What tests reach through functions and classes of this repository; what was found about each is kept."""

    def __init__(self) -> None:
        self._known: dict[object, tuple[frozenset[str], list[object]]] = {}
        self._reached: dict[object, frozenset[str]] = {}

    def mark(self, item: pytest.Function) -> None:
        """Put on the marks and the group."""
        names = self.by([item.function, *(one.func for one in _fixtures(item))])
        if names & (STARTERS | TRAINERS):
            item.add_marker("slow")
        if names & BROWSERS:
            item.add_marker("browser")
        together = "cluster" if names & CLUSTERS else group(item)
        item.add_marker(pytest.mark.xdist_group(together))

    def by(self, functions: Iterable[object]) -> frozenset[str]:
        """Return which of the names above these functions use, and those that they use."""
        return frozenset().union(*map(self._from, functions))

    def _from(self, function: object) -> frozenset[str]:
        if function not in self._reached:
            self._reached[function] = self._walk(function)
        return self._reached[function]

    def _walk(self, function: object) -> frozenset[str]:
        waiting, seen, found = [function], set[object](), set[str]()
        while waiting:
            one = waiting.pop()
            if one in self._reached:
                found |= self._reached[one]
            elif one not in seen:
                seen.add(one)
                if one not in self._known:
                    self._known[one] = frozenset(_names(one)) & NAMES, [*_used(one)]
                names, used = self._known[one]
                found |= names
                waiting += used
        return frozenset(found)


def group(item: pytest.Function) -> str:
    """Return the name of the tests that one worker runs together: those of a module, or of what they share."""
    for fixture in _fixtures(item):
        if fixture.argname in SHARED:
            return SHARED[fixture.argname]
    if any(fixture.scope == "package" for fixture in _fixtures(item)):
        return str(item.path.parent)
    return str(item.path)


def begins(item: pytest.Function) -> tuple[bool, bool, int]:
    """Return a key that puts what takes longest first, so that no worker is left with it at the end."""
    marker = item.get_closest_marker("xdist_group")
    at = [number for number, folder in enumerate(LONG) if item.nodeid.startswith(f"tests/{folder}/")]
    return (
        item.get_closest_marker("slow") is None,
        marker is None or marker.args != ("cluster",),
        min(at, default=len(LONG)),
    )


def _fixtures(item: pytest.Function) -> list[Any]:
    return [definitions[-1] for definitions in item._fixtureinfo.name2fixturedefs.values() if definitions]


def _used(thing: object) -> Iterator[object]:
    """Return the functions and classes of this repository that a function, or a class with its methods, names."""
    if isinstance(thing, type):
        members = (getattr(member, "__func__", getattr(member, "fget", member)) for member in vars(thing).values())
        yield from (member for member in members if isinstance(member, FunctionType))
        return
    function = _unwrapped(thing)
    names = set(_names(function))
    globals_ = getattr(function, "__globals__", {})
    found = [globals_[name] for name in names if isinstance(globals_.get(name), ModuleType)]
    modules = [globals_, *(vars(module) for module in found if _is_ours(module))]
    for used in (module[name] for module in modules for name in names if name in module):
        if isinstance(_unwrapped(used), (FunctionType, type)) and _is_ours(_unwrapped(used)):
            yield _unwrapped(used)


def _unwrapped(thing: object) -> object:
    while hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    return thing


def _is_ours(found: object) -> bool:
    """Say whether a module, or what is defined in one, belongs to this repository."""
    module = found if isinstance(found, ModuleType) else sys.modules.get(str(getattr(found, "__module__", "")))
    return _is_our_file(getattr(module, "__file__", None) or "/")


@cache
def _is_our_file(name: str) -> bool:
    file = Path(name)
    return file.is_relative_to(ROOT) and not NOT_OURS & {*file.relative_to(ROOT).parts}


def _names(thing: object) -> Iterable[str]:
    code = getattr(_unwrapped(thing), "__code__", None)
    return _names_of(code) if code else ()


def _names_of(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names_of(inner)
