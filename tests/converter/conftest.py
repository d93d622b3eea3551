"""Hundreds of tests read the same FAQ with one line changed: what is the same is worked out once."""

from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

import pytest
from rapidfuzz import process
from ruamel.yaml import YAML

from converter import answers, catalog_file, conversion, source
from converter.checks import content, negatives, personal
from converter.checks.personal import PersonalFound
from converter.checks.questions import PlacedQuestion
from converter.output import editing_yaml
from converter.phrasings import Phrasing, read_question
from owner import positions
from owner.live import profile
from zh import fold
from zh.fillers import to_the_point
from zh.personal import find_personal

MOST_READINGS = 8
MOST_PAIRS = 100_000


class Readings:
    """Conversions as `converter.conversion.read` returns them, the latest ones kept; they can't be changed."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], conversion.Conversion] = {}

    def read(self, faq: bytes, text: str, asked: Sequence[PlacedQuestion], *more: Any) -> conversion.Conversion:
        # Roles and places are those of the profile in use.
        key = (faq, text, tuple(asked), repr(more), profile().json())
        if key not in self._kept:
            result = conversion.read(faq, text, asked, *more)
            self._kept = {**dict([*self._kept.items()][1 - MOST_READINGS :]), key: result}
        return self._kept[key]


_readings = Readings()
_normalized = lru_cache(maxsize=100_000)(fold._normalized)
_find_personal = lru_cache(maxsize=100_000)(find_personal)
_composed = lru_cache(maxsize=100)(positions._composed)
_digest = lru_cache(maxsize=10_000)(answers.digest)
_found_in = personal.found_in
_placeholder = lru_cache(maxsize=10_000)(content._placeholder)
_to_the_point = lru_cache(maxsize=100_000)(to_the_point)
_statements = negatives._statements
_load = YAML.load
_cdist = process.cdist


@lru_cache(maxsize=10_000)
def _question_read(line: str) -> Sequence[Phrasing]:
    return tuple(read_question(line))


@lru_cache(maxsize=10_000)
def _stated(text: str) -> Sequence[str]:
    return tuple(_statements(text))


@lru_cache(maxsize=100_000)
def _personal_in(text: str, public: frozenset[str], official: bool) -> Sequence[PersonalFound]:
    return tuple(_found_in(text, public, official=official))


def found_in(text: str, public: Collection[str], *, official: bool = False) -> Sequence[PersonalFound]:
    return _personal_in(text, frozenset(public), official)


@lru_cache(maxsize=64)
def _compared(some: Sequence[str], others: Sequence[str], scorer: Any, least: float) -> Any:
    return _cdist(some, others, scorer=scorer, score_cutoff=least)


def cdist(some: Collection[str], others: Collection[str], *, scorer: Any, score_cutoff: float) -> Any:
    """Compare all with all. What is larger than the questions of the frozen FAQ is not kept."""
    if len(some) * len(others) > MOST_PAIRS:
        return _cdist(some, others, scorer=scorer, score_cutoff=score_cutoff)
    # Whoever gets it may write into it.
    return _compared(tuple(some), tuple(others), scorer, score_cutoff).copy()


@lru_cache(maxsize=4)
def _loaded(text: str) -> Any:
    return _load(editing_yaml(), text)


def load_to_edit(yaml: Any, text: Any) -> Any:
    """Load what is edited and written again; a copy takes a fifth of the time."""
    return deepcopy(_loaded(text)) if yaml.preserve_quotes and isinstance(text, str) else _load(yaml, text)


@pytest.fixture(scope="module", autouse=True)
def remembering() -> Iterator[None]:
    """Remember what pure functions return. What a catalog is read into can't be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold, "_normalized", _normalized)
        patch.setattr(personal, "find_personal", _find_personal)
        patch.setattr(personal, "found_in", found_in)
        patch.setattr(content, "_placeholder", _placeholder)
        patch.setattr(negatives, "to_the_point", _to_the_point)
        patch.setattr(negatives, "_statements", _stated)
        patch.setattr(answers, "read_question", _question_read)
        patch.setattr(answers, "digest", _digest)
        patch.setattr(positions, "_composed", _composed)
        patch.setattr(YAML, "load", load_to_edit)
        patch.setattr(process, "cdist", cdist)
        patch.setattr(catalog_file, "load", lru_cache(maxsize=8)(catalog_file.load))
        patch.setattr(source, "read", _readings.read)
        yield
