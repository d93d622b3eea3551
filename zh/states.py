"""Finds the state of the user's account in what they write: pending, locked_out, unregistered, approved."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from zh.reading_words import any_word, solved_words, words

STATES_FILE = Path(__file__).with_name("states.yml")


BEFORE = frozenset({"pending", "unregistered"})
LONGEST_BEFORE = 2
"""Most characters in front of what is done: 已经审过了."""

AFTER = frozenset({"approved"})
"""States of BEFORE and of AFTER exclude each other: the latest message counts."""


@lru_cache(maxsize=1)
def _words() -> Mapping[str, re.Pattern[str]]:
    words = yaml.safe_load(STATES_FILE.read_text(encoding="utf-8"))
    return {name: re.compile(f"(?:{'|'.join(map(re.escape, some))})(?!了?[没吗么])") for name, some in words.items()}


def states(text: str) -> frozenset[str]:
    """Return the states that the normalized `text` mentions."""
    return frozenset(name for name, pattern in _words().items() if pattern.search(text))


def reports_progress(clause: str) -> bool:
    """Say whether the clause only reports what is done: 搜到了, 已经审过了."""
    lists = words()
    ending = next((word for word in (*lists["done"], *solved_words()) if clause.endswith(word)), None)
    # 人才公寓的申请提交了 tells what a question is about.
    before = clause.removesuffix(ending) if ending else ""
    return ending is not None and len(before) <= LONGEST_BEFORE and any_word("unsolved").search(before) is None


def account_states(texts: Iterable[str]) -> frozenset[str]:
    """Return the account's states after these messages, which are in order of time."""
    current = frozenset[str]()
    for text in texts:
        current = updated_states(current, states(text))
    return current


def updated_states(before: frozenset[str], new: frozenset[str]) -> frozenset[str]:
    """Return `before` with the `new` states added and those removed that they exclude."""
    gone = (AFTER if new & BEFORE else frozenset()) | (BEFORE if new & AFTER else frozenset())
    return (before - gone) | new
