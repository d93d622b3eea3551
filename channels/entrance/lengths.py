"""Checks the headers Content-Length and Transfer-Encoding against the largest body of the path."""

from collections.abc import Sequence

from channels.http import RefusedRequest
from persistence.attachments.refusals import LARGEST

LARGEST_BODY = 128 * 1024
"""Bytes; each channel has a lower limit."""

LARGEST_PUSH = 1024 * 1024
"""Bytes; WeChat's own pushes have a few thousand, and none of them may be refused."""

LARGER = {"/pictures": LARGEST, "/webhooks/wechat/webhook": LARGEST_PUSH}
"""Paths with a larger limit; they check the sender before they read the body."""


def largest_at(path: str) -> int:
    """Return the largest body of this path in bytes."""
    return LARGER.get(path, LARGEST_BODY)


def objection(lengths: Sequence[str], encodings: Sequence[str], largest: int = LARGEST_BODY) -> RefusedRequest | None:
    """Return why a body with these values of Content-Length and Transfer-Encoding is refused; None if it is not."""
    if encodings and (lengths or [encoding.strip().lower() for encoding in encodings] != ["chunked"]):
        return RefusedRequest(400, "Transfer-Encoding must be chunked, without a Content-Length")
    # Two equal ones as well: what stands in front may read them as one, and something else the other.
    if len(lengths) > 1 or any(not _is_number(length) for length in lengths):
        return RefusedRequest(400, "Content-Length must be one number")
    if lengths and int(lengths[0]) > largest:
        return RefusedRequest(413, "the body is too large")
    return None


def _is_number(length: str) -> bool:
    return length.isascii() and length.isdecimal() and len(length) < 16
