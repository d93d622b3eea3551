"""Hundreds of tests read the same FAQ with one line changed: what is the same is worked out once."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

import pytest
from ruamel.yaml import YAML

from converter import catalog_file, conversion, source
from converter.checks import personal
from converter.checks.questions import PlacedQuestion
from converter.output import editing_yaml
from owner.live import profile
from zh import fold
from zh.personal import find_personal

MOST_READINGS = 8


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


_normalize = lru_cache(maxsize=100_000)(fold.normalize)
_find_personal = lru_cache(maxsize=100_000)(find_personal)
_load = YAML.load


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
        patch.setattr(fold, "normalize", _normalize)
        patch.setattr(personal, "find_personal", _find_personal)
        patch.setattr(YAML, "load", load_to_edit)
        patch.setattr(catalog_file, "load", lru_cache(maxsize=8)(catalog_file.load))
        patch.setattr(source, "read", Readings().read)
        yield
