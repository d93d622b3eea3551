"""What a request's headers say of its body."""

from collections.abc import Sequence

from channels.http import Refused

LARGEST_BODY = 128 * 1024
"""Bytes; each channel allows less."""


def objection(lengths: Sequence[str], encodings: Sequence[str]) -> Refused | None:
    """Return why a body with these values of Content-Length and Transfer-Encoding is not read, None if it is."""
    if encodings and (lengths or [encoding.strip().lower() for encoding in encodings] != ["chunked"]):
        return Refused(400, "Transfer-Encoding must be chunked, without a Content-Length")
    if len(set(lengths)) > 1 or any(not _is_number(length) for length in lengths):
        return Refused(400, "Content-Length must be one number")
    if lengths and int(lengths[0]) > LARGEST_BODY:
        return Refused(413, "the body is too large")
    return None


def _is_number(length: str) -> bool:
    return length.isascii() and length.isdecimal() and len(length) < 16
