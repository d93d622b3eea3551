"""The state of the user's account, as far as the user tells: pending, locked_out, unregistered, approved."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

STATES_FILE = Path(__file__).with_name("states.yml")


BEFORE = frozenset({"pending", "unregistered"})
AFTER = frozenset({"approved"})
"""One excludes the other: what was told last counts."""


@lru_cache(maxsize=1)
def _words() -> Mapping[str, re.Pattern[str]]:
    words = yaml.safe_load(STATES_FILE.read_text(encoding="utf-8"))
    return {name: re.compile(f"(?:{'|'.join(map(re.escape, some))})(?!了?[没吗么])") for name, some in words.items()}


def states(text: str) -> frozenset[str]:
    """Return the states that the normalized `text` tells of."""
    return frozenset(name for name, pattern in _words().items() if pattern.search(text))


def states_told(texts: Iterable[str]) -> frozenset[str]:
    """Return the states after these messages, the earliest first."""
    told = frozenset[str]()
    for text in texts:
        told = changed(told, states(text))
    return told


def changed(before: frozenset[str], told: frozenset[str]) -> frozenset[str]:
    """Return the states of `before` with what was told now."""
    gone = (AFTER if told & BEFORE else frozenset()) | (BEFORE if told & AFTER else frozenset())
    return (before - gone) | told
