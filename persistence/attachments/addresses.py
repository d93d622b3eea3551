"""Makes the addresses under which another system's desk gets what a user has sent, for some days.

An address alone opens nothing: the desk signs each request with its secret, so logs may hold it.
"""

import hmac
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from persistence.attachments.marks import is_id
from persistence.key_file import KEY_FILE, key_in
from persistence.keyed_crypto import KeyedCrypto

BASE = "/webhooks/desk/attachments"
LASTS = 7 * 86_400
"""Seconds after a message for which its address is good: longer than a desk is usually away."""

_REFERENCE = re.compile(r"([0-9a-f]{32})-([0-9]{10})-([0-9a-f]{32})", re.ASCII)


class AttachmentName(NamedTuple):
    """An attachment by its id, and its conversation."""

    conversation: str
    id: str


class Addresses:
    """Made of the key that also signs the web chat's session ids: whoever tells and whoever serves have the same."""

    def __init__(self, key: bytes) -> None:
        self._keyed = KeyedCrypto(key, "attachments")

    def of(self, named: AttachmentName, at: float) -> tuple[str, int]:
        """Return the path on the Rasa server, and until when it is good. `at`: of the message; both since 1970."""
        until = int(at + LASTS)
        reference = f"{named.id}-{until}-{self._signed(named, until)}"
        return f"{BASE}/{quote(named.conversation, safe='')}/{reference}", until

    def named(self, conversation: str, reference: str, now: float) -> AttachmentName | None:
        """Return what the last two parts of a path name, None where it has ended or is not ours."""
        match = _REFERENCE.fullmatch(reference)
        if match is None or not is_id(match[1]) or now >= int(match[2]):
            return None
        named = AttachmentName(unquote(conversation), match[1])
        return named if hmac.compare_digest(self._signed(named, int(match[2])), match[3]) else None

    def _signed(self, named: AttachmentName, until: int) -> str:
        return self._keyed.digest("address", *named, str(until))


def addresses_of(secret: str, file: Path = KEY_FILE) -> Addresses:
    """Return those of the key that the environment gives, else of the key in the file, which is made if need be."""
    return Addresses((secret or key_in(file)).encode("utf-8"))
