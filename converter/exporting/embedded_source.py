"""Packs the exact text of the FAQ and its catalog, which an export hides: comments, notes to staff, ids."""

import base64
import binascii
import hashlib
import zlib
from dataclasses import dataclass

SHEET = "原文（请勿改动）"
HEADER = "原文（请勿改动）："
STYLE = "FAQCARRIED"
CHUNK = 30_000
"""Characters per cell; a cell of Excel holds 32,767."""

VERSION = "FAQ1"
MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class EmbeddedSource:
    faq: bytes
    catalog: bytes


def pack(embedded: EmbeddedSource) -> str:
    """Return the content as letters and digits."""
    both = embedded.faq + embedded.catalog
    packed = base64.b64encode(zlib.compress(both, 9)).decode()
    return f"{VERSION}:{len(embedded.faq)}:{_digest(both)}:{packed}"


def unpack(text: str) -> EmbeddedSource | None:
    """Return the packed content; None if it is damaged or something else."""
    version, _, rest = "".join(text.split()).partition(":")
    length, _, rest = rest.partition(":")
    digest, _, packed = rest.partition(":")
    if version != VERSION or not length.isdecimal():
        return None
    try:
        both = zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        return None
    return EmbeddedSource(both[: int(length)], both[int(length) :]) if _digest(both) == digest else None


def chunks(text: str) -> list[str]:
    return [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]


def _digest(both: bytes) -> str:
    return hashlib.sha256(both).hexdigest()[:16]
