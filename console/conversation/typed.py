"""What an agent types, as it may be kept and sent."""

import unicodedata
from collections.abc import Collection

from console.http.problem import Problem
from zh.personal import OF_STAFF, mask

LONGEST_TEXT = 2000
"""Characters, as the Rasa server takes them (channels/desk/packet.py)."""

NOT_SENT = "其中的号码或密码不会发给对方，会显示成这样，请看清再发。"
NOT_KEPT = "其中的号码或密码不会保存，已换成标记，请看清再提交。"

_KEPT, _DROPPED = "\n\t", frozenset({"Cc", "Cf", "Cs"})
"""Controls, formatting that can turn the direction of reading, halves of characters."""


def clean(text: str, public: Collection[str]) -> str:
    """Return the text without what no screen shows, and without what may be kept of nobody. `public`: as in
    zh.personal.mask.
    """
    return mask(readable(text), public, OF_STAFF)


def seen_before(text: str, public: Collection[str], why: str, field: str = "text") -> str:
    """Return `clean` of the text where it hides nothing; raises Problem with what would be kept, which the agent looks
    at first. `why`: the sentence; `field`: which of the request's it is.
    """
    kept = clean(text, public)
    if kept != readable(text):
        raise Problem(409, why, {"masked": kept, "field": field})
    return kept


def readable(text: str) -> str:
    """Return the text without what no screen shows."""
    lines = "\n".join(text.splitlines())
    return "".join(one for one in lines if one in _KEPT or unicodedata.category(one) not in _DROPPED).strip()
