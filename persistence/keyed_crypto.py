"""KeyedCrypto: digests and encryption with one key, each for a use of its own."""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

_DIGITS = 32
"""Hexadecimal digits: 128 bits."""


class KeyedCrypto:
    """`use`: what is made for one use means nothing for another one with the same key."""

    def __init__(self, key: bytes, *use: str) -> None:
        self._key = key
        self._use = use
        self._fernet = Fernet(base64.urlsafe_b64encode(self._mac("seal")))

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
        message = json.dumps([*self._use, purpose, *parts]).encode("utf-8")
        return hmac.new(self._key, message, hashlib.sha256).digest()
