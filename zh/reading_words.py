"""Loads the words of reading.yml and compiles patterns of them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from zh.role_patterns import any_of

READING_FILE = Path(__file__).with_name("reading.yml")


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the words of reading.yml."""
    content: Mapping[str, Any] = yaml.safe_load(READING_FILE.read_text(encoding="utf-8"))
    return content


@cache
def any_word(name: str) -> re.Pattern[str]:
    """Return the pattern of any of the words listed under `name`; 他 in 其他 does not match."""
    return re.compile(f"(?<!其)(?:{any_of(words()[name])})")


@cache
def opening(name: str) -> re.Pattern[str]:
    """Return the pattern of a clause that opens with one of these words, perhaps after subjects; 别的 is excluded."""
    lists = words()
    other = rf"(?<=别)(?!{any_of(lists['no_others_behind'])})(?:{any_of(lists['others_behind'])})"
    return re.compile(rf"(?:{any_of(lists['subjects'])}){{0,3}}(?:{any_of(lists[name])})(?!{other})(?P<about>.*)")


def solved_words() -> Sequence[str]:
    """Return the endings of a report that something works."""
    return [*words()["solved"], *words()["solved_somehow"]]


def works_now(clause: str) -> bool:
    """Say whether the clause only reports that something works, not what: 好使了, but not 登上去了."""
    return _working().fullmatch(clause) is not None


@cache
def _working() -> re.Pattern[str]:
    return re.compile(rf"[嗯哦噢都也又]?(?:现在|终于)?(?:{any_of(words()['solved_somehow'])})[啊呀哈]?")
