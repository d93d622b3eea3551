"""Removes words that say nothing of the request: greetings, courtesies, hesitation, particles."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from zh.fold import normalize

SHORTEST = 3
"""Least characters of a question; anything shorter is more likely a word."""

SHORTEST_CORE = 2
"""Characters of what is left without courtesies."""

FILLERS_FILE = Path(__file__).with_name("fillers.yml")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Sequence[str]]:
    content: Mapping[str, Sequence[str]] = yaml.load(FILLERS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return content


def _any(name: str) -> str:
    return "|".join(map(re.escape, sorted(_words()[name], key=len, reverse=True)))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    openings, meaningful = _any("openings"), _any("kept")
    particles = "".join(map(re.escape, _words()["particles"]))
    return re.compile(rf"^(?:(?!{meaningful})(?:{openings})[\W_{particles}]*)+"), re.compile(f"[{particles}]+")


@lru_cache(maxsize=1)
def _plain() -> re.Pattern[str]:
    links = rf"^(?!{_any('links_kept')})(?:{_any('links')})[,，]?"
    return re.compile(rf"{_any('emphasis')}|{links}|(?:{_any('telling_endings')})$")


def plainly(text: str) -> str:
    """Return normalized `text` without words that only stress or lead on; unchanged if hardly anything is left."""
    shortened = _plain().sub("", text).strip(",， ")
    return shortened if len(shortened) >= SHORTEST else text


def cores(text: str) -> Sequence[str]:
    """Return what normalized `text` may ask: all of it, what is behind a colon, and that without closing courtesies."""
    behind = text.rpartition(":")[2]
    closed = _closings().sub("", behind)
    return [core for core in dict.fromkeys((text, behind, closed)) if len(core) >= SHORTEST_CORE]


@lru_cache(maxsize=1)
def _closings() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('closings')})+$")


def without_fillers(text: str) -> str:
    """Return normalized `text` without opening courtesies and particles; unchanged if nothing else is left."""
    opening, particle = _patterns()
    shortened = particle.sub("", opening.sub("", text)).strip()
    return shortened if re.search(r"\w\w", shortened) else text


def to_the_point(text: str) -> str:
    """Return `text` as the assistant reads it: normalized, without fillers."""
    return without_fillers(normalize(text))
