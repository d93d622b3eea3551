"""Issues and verifies session ids that only this server can make.

A session id gives access to its conversation, so it is 128 random bits and a signature over them. The
conversation is stored under the random part alone; logs and the tracker store never hold the whole id.
"""

import hashlib
import hmac
import re
import secrets

_RANDOM_BYTES = 16
_SHAPE = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})", re.ASCII)
# The purpose of the signature, so that other values signed with the same key are not valid here.
_PURPOSE = b"webchat session "
_SENDER_PREFIX = "web-"


def issue(key: bytes) -> str:
    """Return a new session id."""
    random_part = secrets.token_hex(_RANDOM_BYTES)
    return f"{random_part}.{_sign(key, random_part)}"


def verified_session(key: bytes, claimed: object) -> str | None:
    """Return `claimed` if this server issued it; None for any other value."""
    match = _SHAPE.fullmatch(claimed) if isinstance(claimed, str) else None
    if match is None or not hmac.compare_digest(_sign(key, match[1]), match[2]):
        return None
    return match[0]


def sender_id(session_id: str) -> str:
    """Return the conversation's name in Rasa; the session id cannot be derived from it."""
    return _SENDER_PREFIX + session_id.partition(".")[0]


def _sign(key: bytes, random_part: str) -> str:
    return hmac.new(key, _PURPOSE + random_part.encode("ascii"), hashlib.sha256).hexdigest()
