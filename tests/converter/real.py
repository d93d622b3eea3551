"""The shipped FAQ and catalog, for tests that begin with them."""

from functools import lru_cache
from pathlib import Path

from converter import Conversion, read

ROOT = Path(__file__).resolve().parent.parent.parent
FAQ = ROOT / "data/source/faq.txt"
CATALOG = ROOT / "data/source/catalog.yml"
GENERATED = ROOT / "data/generated"


def catalog_text() -> str:
    return CATALOG.read_text(encoding="utf-8")


def faq_lines() -> list[str]:
    """Line 1 of the file is at index 0."""
    return FAQ.read_text(encoding="utf-8").split("\n")


def read_lines(lines: list[str]) -> Conversion:
    return read("\n".join(lines).encode(), catalog_text())


@lru_cache(maxsize=1)
def conversion() -> Conversion:
    return read(FAQ.read_bytes(), catalog_text())
