"""Issues and verifies passes that end one conversation and open nothing.

A page that has no connection when its user ends the conversation stores the pass in place of the session id.
"""

import hashlib
import hmac
import re

_SHAPE = re.compile(r"(web-[0-9a-f]{32})\.([0-9a-f]{64})", re.ASCII)
_PURPOSE = "webchat end"


def issue(key: bytes, sender: str) -> str:
    """Return the pass of the conversation."""
    return f"{sender}.{_sign(key, sender)}"


def verified_conversation(key: bytes, claimed: object) -> str | None:
    """Return the name of the conversation; None if this server did not issue the pass."""
    match = _SHAPE.fullmatch(claimed) if isinstance(claimed, str) else None
    if match is None or not hmac.compare_digest(_sign(key, match[1]), match[2]):
        return None
    return match[1]


def _sign(key: bytes, sender: str) -> str:
    return hmac.new(key, f"{_PURPOSE} {sender}".encode("ascii"), hashlib.sha256).hexdigest()
