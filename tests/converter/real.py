"""A real FAQ and its catalog, for tests that begin with them: the frozen ones, which the owner does not edit."""

from functools import lru_cache

from converter import Conversion, contradictions, read
from tests.frozen.project import CONTENT

FAQ = CONTENT / "source/faq.txt"
CATALOG = CONTENT / "source/catalog.yml"
CLASHING = contradictions.load((CONTENT / "source" / contradictions.NAME).read_text(encoding="utf-8"))
PROFILE = CONTENT / "profile.yml"


def catalog_text() -> str:
    return CATALOG.read_text(encoding="utf-8")


def faq_lines() -> list[str]:
    """Line 1 of the file is at index 0."""
    return FAQ.read_text(encoding="utf-8").split("\n")


def read_lines(lines: list[str]) -> Conversion:
    return read("\n".join(lines).encode(), catalog_text(), clashing=CLASHING)


@lru_cache(maxsize=1)
def conversion() -> Conversion:
    return read(FAQ.read_bytes(), catalog_text(), clashing=CLASHING)
