"""Folds the texts of the content; each is compared in a dozen checks, so it is remembered."""

from functools import lru_cache

from zh import fold as zh_fold


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the fold of a text of the content."""
    return zh_fold.fold(text)
