"""Who somebody is to us: an OpenID is turned into a keyed digest, and is encrypted where it must be kept."""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

SENDER_PREFIX = "wechat-"
_DIGITS = 32
"""Hexadecimal digits: 128 bits."""


class Identity:
    """Made of the key that also signs the web chat's session ids; each use has a purpose of its own."""

    def __init__(self, key: bytes, app_id: str) -> None:
        self._key = key
        self._app_id = app_id
        self._fernet = Fernet(base64.urlsafe_b64encode(self._mac("seal")))

    def sender(self, open_id: str) -> str:
        """Return the name Rasa knows the conversation by, from which the OpenID cannot be made."""
        return SENDER_PREFIX + self._mac("openid", open_id).hex()[:_DIGITS]

    def digest(self, purpose: str, *parts: str) -> str:
        """Return a name for `parts` that says nothing to whoever reads it."""
        return self._mac(purpose, *parts).hex()[:_DIGITS]

    def seal(self, value: Any) -> str:
        """Return JSON's `value`, encrypted."""
        return self._fernet.encrypt(json.dumps(value, ensure_ascii=False).encode("utf-8")).decode("ascii")

    def unseal(self, sealed: str) -> Any:
        """Return the value, None if it was sealed with another key."""
        try:
            return json.loads(self._fernet.decrypt(sealed.encode("ascii", "replace")))
        except (InvalidToken, ValueError):
            return None

    def _mac(self, purpose: str, *parts: str) -> bytes:
        message = json.dumps(["wechat", self._app_id, purpose, *parts]).encode("utf-8")
        return hmac.new(self._key, message, hashlib.sha256).digest()
