"""Checks the signature and the time of a request, to prove that WeChat sent it."""

import hashlib
import hmac

FRESH = 300
"""Seconds, either way: an older request may have been recorded; clocks may differ by less."""


def signature(token: str, *parts: str) -> str:
    """Return the SHA-1 over the token and the parts, sorted and joined, as published: `parts` are the timestamp and the
    nonce, and for an encrypted message the ciphertext.
    """
    joined = b"".join(sorted(part.encode("utf-8", "replace") for part in (token, *parts)))
    return hashlib.sha1(joined).hexdigest()  # the protocol's choice


def is_genuine(claimed: str, token: str, *parts: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(signature(token, *parts).encode(), claimed.encode("utf-8", "replace"))


def is_fresh(timestamp: str, now: float) -> bool:
    """Say whether `timestamp` (seconds since 1970, as text) is about now."""
    return timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 12 and abs(now - int(timestamp)) <= FRESH
