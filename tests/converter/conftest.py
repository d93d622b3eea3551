"""Hundreds of tests read the same FAQ with one line changed: what is the same is worked out once."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pytest

from converter import catalog_file, conversion, source
from converter.checks.questions import PlacedQuestion
from owner.live import profile
from zh import fold

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


@pytest.fixture(scope="module", autouse=True)
def _remembering() -> Iterator[None]:
    """Remember what pure functions return. What a catalog is read into can't be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold, "normalize", _normalize)
        patch.setattr(catalog_file, "load", lru_cache(maxsize=8)(catalog_file.load))
        patch.setattr(source, "read", Readings().read)
        yield
