"""The content that is served, as the converter reads it."""

from functools import lru_cache

from converter import Conversion
from converter.content_files import Files
from converter.source import Source, read_source
from tests.frozen.project import ROOT

CONTENT = ROOT / "data"
GENERATED = CONTENT / "generated"
PHRASINGS = CONTENT / "nlu"


@lru_cache(maxsize=1)
def source() -> Source:
    faq, catalog = CONTENT / "source/faq.txt", CONTENT / "source/catalog.yml"
    return read_source(Files(ROOT, CONTENT, faq, catalog, GENERATED))


def conversion() -> Conversion:
    return source().conversion
