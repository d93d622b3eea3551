"""Taking out what a speaker says on the way to the point."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from zh.fold import normalize

FILLERS_FILE = Path(__file__).with_name("fillers.yml")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words: Mapping[str, Sequence[str]] = yaml.load(FILLERS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    openings = "|".join(map(re.escape, sorted(words["openings"], key=len, reverse=True)))
    particles = "".join(map(re.escape, words["particles"]))
    kept = "|".join(map(re.escape, words["kept"]))
    return re.compile(rf"^(?:(?!{kept})(?:{openings})[\W_{particles}]*)+"), re.compile(f"[{particles}]+")


def without_fillers(text: str) -> str:
    """Return normalized `text` without opening courtesies and particles; as it was when nothing else is left."""
    opening, particle = _patterns()
    kept = particle.sub("", opening.sub("", text)).strip()
    return kept if re.search(r"\w\w", kept) else text


def to_the_point(text: str) -> str:
    """Return `text` as the assistant reads it: normalized, without fillers."""
    return without_fillers(normalize(text))
