"""Cleans a user's text. Only payloads of our own buttons may be commands; all else is plain text."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from understanding.payload import read_payload
from zh.fold import unified
from zh.personal import mask
from zh.typed_slash import as_typed, without_power

LONGEST = 500
"""Characters of a message, as it was sent and as it is understood."""

LONGEST_RAW = 4 * LONGEST
"""Characters with blanks and invisible ones; a longer text is refused unread."""

LONGEST_VALUE = 64
LONGEST_TITLE = 100

_KEPT_CONTROLS = "\n\t"
# Controls, invisible formatting (it can turn the reading direction round), and halves of surrogate pairs,
# which no store can encode.
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
# Between two pictures it makes one of them (a family), so it stays there.
_JOINER = "\u200d"
_PICTURE = "\u2600-\u27bf\U0001f000-\U0001faff"
_JOINED = re.compile(f"(?<=[{_PICTURE}\ufe0f]){_JOINER}(?=[{_PICTURE}])")
_BROKEN = "\ufffd"
"""What programs write in the place of half a pair, or of bytes that are no text; nobody types it."""


@dataclass(frozen=True)
class UserText:
    """A text that is safe to hand to Rasa. `masked`: personal data was taken out of it."""

    text: str
    is_payload: bool
    masked: bool = False

    @property
    def typed(self) -> str:
        """The text as the user typed it, without personal data."""
        return as_typed(self.text)


def clean(raw: str) -> str:
    """Return `raw` with one kind of line end and without control characters and outer blanks."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    return _JOINER.join("".join(filter(_is_kept, piece)) for piece in _JOINED.split(text)).strip()


def _is_kept(character: str) -> bool:
    return character in _KEPT_CONTROLS or (character != _BROKEN and unicodedata.category(character) not in _DROPPED)


def is_too_long(raw: str) -> bool:
    """Return whether a message has too many characters; takes constant time for a very long one."""
    if len(raw) > LONGEST_RAW:
        return True
    text = clean(raw)
    return len(text) > LONGEST or len(unified(text)) > LONGEST


def clean_title(raw: object, public: Collection[str] = frozenset()) -> str | None:
    """Return a button's title in a form safe to show, None if it is invalid or longer than any message.

    `public`: as in zh.personal.mask.
    """
    # Not cut before it is masked: half a number would not be found.
    title = mask(clean(raw), public)[:LONGEST_TITLE] if isinstance(raw, str) and len(raw) <= LONGEST else ""
    return title.lstrip("/ ") or None


def read_text(raw: str, payload_intents: Collection[str], public: Collection[str] = frozenset()) -> UserText:
    """Return `raw` in a form safe for Rasa: a known payload unchanged, else without commands and personal data.

    `public`: as in zh.personal.mask.
    """
    text = clean(raw)
    if is_payload(text, payload_intents):
        return UserText(text, is_payload=True)
    masked = mask(text, public)
    return UserText(without_power(masked), is_payload=False, masked=masked != text)


def is_payload(text: str, payload_intents: Collection[str]) -> bool:
    """Say whether `text` is the payload of one of our buttons."""
    payload = read_payload(text)
    return payload is not None and payload.intent in payload_intents and all(map(_is_value, payload.entities.values()))


def _is_value(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_VALUE
