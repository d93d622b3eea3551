"""Which tests start processes (`-m "not slow"` leaves them out), and which of them one worker takes together.

A test is slow when its function or one of its fixtures reaches something that starts a process, through whatever
functions and classes of this repository. So nobody has to mark a test by hand.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from tests.running import ROOT

STARTERS = frozenset({"subprocess", "multiprocessing", "pexpect", "async_playwright", "create_subprocess_exec"})
"""Names that a function uses to start a process."""

NOT_OURS = frozenset({".venv", ".tools", "node_modules"})

LONG = ("faults", "launch/release", "system", "launch", "web")
"""Folders of tests that take longest, longest first."""

SHARED = {"assistant": "assistant"}
"""Fixture of the whole session -> the group of its users: it is started once then, and not by each worker."""


Uses = dict[object, tuple[bool, list[object]]]
"""Function or class -> whether it starts a process itself, and which of ours it uses."""


def is_slow(item: pytest.Function, known: Uses) -> bool:
    """Say whether the test starts a process; `known` is filled with what was found about functions and classes."""
    return starts_process([item.function, *(one.func for one in _fixtures(item))], known)


def starts_process(functions: Iterable[object], known: Uses) -> bool:
    """Say whether one of these reaches something that starts a process."""
    waiting, seen = [*functions], set[object]()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if one not in known:
            known[one] = not STARTERS.isdisjoint(_names(one)), [*_used(one)]
        itself, used = known[one]
        if itself:
            return True
        waiting += used
    return False


def group(item: pytest.Function) -> str:
    """Return the name of the tests that one worker runs together: those of a module, or of what they share."""
    for fixture in _fixtures(item):
        if fixture.argname in SHARED:
            return SHARED[fixture.argname]
    if any(fixture.scope == "package" for fixture in _fixtures(item)):
        return str(item.path.parent)
    return str(item.path)


def begins(item: pytest.Function) -> tuple[bool, int]:
    """Return a key that puts what takes longest first, so that no worker is left with it at the end."""
    at = [number for number, folder in enumerate(LONG) if item.nodeid.startswith(f"tests/{folder}/")]
    return item.get_closest_marker("slow") is None, min(at, default=len(LONG))


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
    file = Path(getattr(module, "__file__", None) or "/")
    return file.is_relative_to(ROOT) and not NOT_OURS & {*file.relative_to(ROOT).parts}


def _names(thing: object) -> Iterable[str]:
    code = getattr(_unwrapped(thing), "__code__", None)
    return _names_of(code) if code else ()


def _names_of(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names_of(inner)
