"""The owner's FAQ text -> checked Rasa training data and responses.

read(faq_bytes, catalog_text) -> Conversion
"""

from converter.conversion import Conversion, read
from converter.errors import Finding, SourceError

__all__ = ("Conversion", "Finding", "SourceError", "read")
