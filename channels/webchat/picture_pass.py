"""Signs passes and picture references, by which a page sends and sees pictures over HTTP beside the socket.

Both are valid for one conversation only.
"""

import hashlib
import hmac
import re
import time

LASTS = 20 * 60
"""Seconds for which a pass is valid; the page requests a new one when needed."""

_PASS = re.compile(r"([a-z]{3,8}-[0-9a-f]{32})\.([0-9]{10})\.([0-9a-f]{64})", re.ASCII)
_REFERENCE = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})", re.ASCII)


def issue(key: bytes, sender: str, lasts: float = LASTS, now: float | None = None) -> str:
    """Return a pass for the conversation, valid for at most `lasts` seconds."""
    until = int((time.time() if now is None else now) + min(lasts, LASTS))
    return f"{sender}.{until}.{_sign(key, 'pass', sender, str(until))}"


def sender_of(key: bytes, value: object, now: float | None = None) -> str | None:
    """Return the name of the conversation; None if the pass is forged or expired."""
    match = _PASS.fullmatch(value) if isinstance(value, str) else None
    if match is None or not hmac.compare_digest(_sign(key, "pass", match[1], match[2]), match[3]):
        return None
    return match[1] if (time.time() if now is None else now) < int(match[2]) else None


def reference(key: bytes, sender: str, picture: str) -> str:
    """Return the signed reference of a picture in this conversation; it proves by itself that it belongs there."""
    return f"{picture}.{_sign(key, 'picture', sender, picture)}"


def picture_of(key: bytes, sender: str, value: object) -> str | None:
    """Return the id of the picture; None if the reference is another conversation's or forged."""
    match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    if match is None or not hmac.compare_digest(_sign(key, "picture", sender, match[1]), match[2]):
        return None
    return match[1]


def _sign(key: bytes, *parts: str) -> str:
    return hmac.new(key, " ".join(("webchat", *parts)).encode("ascii"), hashlib.sha256).hexdigest()
