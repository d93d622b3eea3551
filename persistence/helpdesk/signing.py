"""Derives the built-in desk's key from the installation's key, and signs what the desk posts to Rasa."""

import hashlib
import hmac
from pathlib import Path

from persistence.key_file import KEY_FILE, key_in


def desk_key(session_key: str, file: Path = KEY_FILE) -> bytes:
    """Return the key. `session_key`: the one in the environment, empty where the file holds it."""
    key = session_key or key_in(file)
    return hmac.new(key.encode("utf-8"), b"desk", hashlib.sha256).digest()


def signature(key: bytes, at: str, body: bytes) -> str:
    """Return the header X-Signature of a body posted at `at`, in whole seconds since 1970."""
    return "sha256=" + hmac.new(key, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
