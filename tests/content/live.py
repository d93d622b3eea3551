"""The content that is served, as the converter reads it."""

from functools import lru_cache

from converter import Conversion, catalog_file
from converter.catalog import Catalog
from converter.content_files import ContentFiles
from converter.source import Source, read_source
from tests.frozen.project import ROOT

CONTENT = ROOT / "data"
GENERATED = CONTENT / "generated"
PHRASINGS = CONTENT / "nlu"


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """Return the catalog by itself: it is read in no time, and has all ids."""
    return catalog_file.load((CONTENT / "source/catalog.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def source() -> Source:
    faq, catalog_ = CONTENT / "source/faq.txt", CONTENT / "source/catalog.yml"
    return read_source(ContentFiles(ROOT, CONTENT, faq, catalog_, GENERATED))


def conversion() -> Conversion:
    return source().conversion
