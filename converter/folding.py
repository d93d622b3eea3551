"""Folds the texts of the content; each is compared in a dozen checks, so it is remembered."""

from functools import lru_cache

from zh import fold as zh_fold


def fold(text: str) -> str:
    """Return the fold of a text of the content."""
    return _folded(text, zh_fold.respeller())


# With the synonyms in use: one process may read several contents.
@lru_cache(maxsize=65_536)
def _folded(text: str, _in_use: zh_fold.Respeller) -> str:
    return zh_fold.fold(text)
