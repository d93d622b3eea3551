"""Hundreds of tests read the same FAQ with one line changed: what is the same is worked out once in a module."""

from collections.abc import Iterator
from functools import lru_cache

import pytest

from converter import catalog_file
from zh import fold


@pytest.fixture(scope="module", autouse=True)
def _remembering() -> Iterator[None]:
    """Remember what two pure functions return. What a catalog is read into can't be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold, "normalize", lru_cache(maxsize=100_000)(fold.normalize))
        patch.setattr(catalog_file, "load", lru_cache(maxsize=2)(catalog_file.load))
        yield
