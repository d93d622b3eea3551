"""The content that is served, as the converter reads it."""

from functools import lru_cache

from converter import Conversion, catalog_file, read
from converter.catalog import Catalog
from converter.handwritten import asked_by_hand
from tests.frozen.project import ROOT

SOURCE = ROOT / "data/source"
GENERATED = ROOT / "data/generated"
PHRASINGS = ROOT / "data/nlu"


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    return catalog_file.load(_catalog_text())


@lru_cache(maxsize=1)
def conversion() -> Conversion:
    return read((SOURCE / "faq.txt").read_bytes(), _catalog_text(), asked_by_hand(PHRASINGS, ROOT))


def _catalog_text() -> str:
    return (SOURCE / "catalog.yml").read_text(encoding="utf-8")
