"""The content that is served, as the converter reads it."""

from functools import lru_cache

from converter import Conversion, read
from converter.handwritten import asked_by_hand
from tests.frozen.project import ROOT

SOURCE = ROOT / "data/source"
GENERATED = ROOT / "data/generated"
PHRASINGS = ROOT / "data/nlu"


@lru_cache(maxsize=1)
def conversion() -> Conversion:
    catalog = (SOURCE / "catalog.yml").read_text(encoding="utf-8")
    return read((SOURCE / "faq.txt").read_bytes(), catalog, asked_by_hand(PHRASINGS, ROOT))
