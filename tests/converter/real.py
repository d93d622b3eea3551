"""A real FAQ and its catalog, for tests that begin with them: the frozen ones, which the owner does not edit."""

from collections.abc import Sequence
from functools import lru_cache

from converter import Conversion, catalog_file, contradictions, read
from converter.answers import Answer, build
from converter.catalog import Catalog
from converter.decode import decode
from converter.entries import collect
from converter.lines import classify
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
def catalog() -> Catalog:
    return catalog_file.load(catalog_text())


@lru_cache(maxsize=1)
def answers() -> Sequence[Answer]:
    """Return the answers without the checks, which take a second: tests are named by them in each process."""
    entries, _ = collect(classify(decode(FAQ.read_bytes()), catalog().is_note))
    return build(entries, catalog())


@lru_cache(maxsize=1)
def conversion() -> Conversion:
    return read(FAQ.read_bytes(), catalog_text(), clashing=CLASHING)
