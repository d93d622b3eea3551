"""clean(), require_clean(): remove personal data and invisible characters from texts that agents type."""

import unicodedata
from collections.abc import Collection

from console.http.problem import Problem
from zh.personal import OF_STAFF, mask

LONGEST_TEXT = 2000
"""Characters; the same limit as the Rasa server's (channels/desk/packet.py)."""

NOT_SENT = "其中的号码或密码不会发给对方，会显示成这样，请看清再发。"
NOT_KEPT = "其中的号码或密码不会保存，已换成标记，请看清再提交。"

_BLANKS, _DROPPED = "\n\t", frozenset({"Cc", "Cf", "Cs"})
"""Unicode categories: controls, formatting such as text direction, surrogates."""


def clean(text: str, public: Collection[str]) -> str:
    """Return the text without invisible characters, with personal data masked. `public`: as in zh.personal.mask."""
    return mask(readable(text), public, OF_STAFF)


def require_clean(text: str, public: Collection[str], why: str, field: str = "text") -> str:
    """Return the cleaned text if nothing was masked; else raise Problem with the masked text.

    The agent then confirms by sending the masked text. `why`: the sentence; `field`: the field of the request.
    """
    cleaned = clean(text, public)
    if cleaned != readable(text):
        raise Problem(409, why, {"masked": cleaned, "field": field})
    return cleaned


def readable(text: str) -> str:
    """Return the text without invisible characters."""
    lines = "\n".join(text.splitlines())
    return "".join(
        character for character in lines if character in _BLANKS or unicodedata.category(character) not in _DROPPED
    ).strip()
