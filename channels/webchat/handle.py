"""Handles: signed values that a host page stores so that the frame finds its conversation on the next page.

A handle is valid for one conversation, one origin and a short time. No session id can be derived from it.
"""

import hashlib
import hmac
import re
import time

LASTS = 20 * 60
"""Seconds; the page asks for a new one every few minutes while it is open."""

_SHAPE = re.compile(r"([0-9a-f]{32})\.([0-9]{10})\.([0-9a-f]{64})", re.ASCII)
_ORIGIN = re.compile(r"https?://[0-9A-Za-z.-]{1,253}(:[0-9]{1,5})?", re.ASCII)
_PURPOSE = "webchat handle"
_SENDER_PREFIX = "web-"


def issue(key: bytes, sender: str, origin: object, now: float | None = None) -> str | None:
    """Return a handle for the conversation in frames on pages of `origin`; None if either is invalid."""
    random_part = sender.removeprefix(_SENDER_PREFIX)
    until = int((time.time() if now is None else now) + LASTS)
    if not sender.startswith(_SENDER_PREFIX) or not is_origin(origin):
        return None
    return f"{random_part}.{until}.{_sign(key, random_part, until, str(origin))}"


def verified_conversation(key: bytes, claimed: object, origin: object, now: float | None = None) -> str | None:
    """Return the name of the conversation; None if the handle is forged, expired or for another origin."""
    match = _SHAPE.fullmatch(claimed) if isinstance(claimed, str) else None
    if match is None or not is_origin(origin):
        return None
    until = int(match[2])
    if not hmac.compare_digest(_sign(key, match[1], until, str(origin)), match[3]):
        return None
    return _SENDER_PREFIX + match[1] if (time.time() if now is None else now) < until else None


def is_origin(value: object) -> bool:
    return isinstance(value, str) and _ORIGIN.fullmatch(value) is not None


def _sign(key: bytes, random_part: str, until: int, origin: str) -> str:
    return hmac.new(key, f"{_PURPOSE} {random_part} {until} {origin}".encode(), hashlib.sha256).hexdigest()
