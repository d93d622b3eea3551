"""Turns the owner's FAQ text into checked Rasa training data and responses; imports and exports other forms of it.

from converter import read
conversion = read(faq_bytes, catalog_text)

conversion, source    the FAQ alone, and all content that is checked together
checks, lint          the checks, and the list of their findings
render, output        the files of data/generated
importing, exporting  Word, Excel, CSV and text: docs/design/import.md
"""

from converter.conversion import Conversion, read
from converter.errors import Finding, SourceError

__all__ = ("Conversion", "Finding", "SourceError", "read")
