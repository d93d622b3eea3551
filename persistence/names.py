"""Names: turns names from outside (a token's subject, REST's sender) into digests of conversations.

Any of them may be somebody's number. A conversation stands under a keyed digest of the name, and the name itself is
kept encrypted where a person must read it.
"""

import re
from pathlib import Path

from persistence.key_file import KEY_FILE, key_in
from persistence.keyed_crypto import KeyedCrypto

PREFIX = "named-"
SEALED = "sealed_name"
"""Under which the encrypted name stands in the metadata of a user's message."""

_STORED = re.compile(r"(web-|wechat-).*|named-[0-9a-f]{32}", re.ASCII | re.DOTALL)


class Names:
    """Made of the key that also signs the web chat's session ids; with another key nobody is found again."""

    def __init__(self, key: bytes) -> None:
        self._keyed = KeyedCrypto(key, "names")

    def conversation(self, name: str) -> str:
        """Return under which name the conversation is stored, from which `name` cannot be made."""
        return PREFIX + self._keyed.digest("conversation", name)

    def seal(self, name: str) -> str:
        """Return the name, encrypted."""
        return self._keyed.seal(name)

    def unseal(self, sealed: str) -> str | None:
        """Return the name, None if it was encrypted with another key."""
        name = self._keyed.unseal(sealed)
        return name if isinstance(name, str) else None


def is_stored(name: str) -> bool:
    """Say whether a conversation of the assistant's own channels can stand under this name."""
    return _STORED.fullmatch(name) is not None


def names_of(secret: str, file: Path = KEY_FILE) -> Names:
    """Return those of the key that the environment gives, else of the key in the file, which is made if need be."""
    return Names((secret or key_in(file)).encode("utf-8"))
