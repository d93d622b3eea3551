"""Names from outside, of conversations and of messages: all are stored, so none may be somebody's number."""

import uuid

from zh.personal import find_personal

LONGEST_SENDER = 255
"""Characters; the tracker store's column has as many."""

RESERVED = ("web-", "wechat-")
"""How the conversations of the web chat and of WeChat begin; whoever else could name one would speak in it."""


def is_reserved(sender: str) -> bool:
    """Say whether only one channel may give this name."""
    return sender.startswith(RESERVED)


def holds_personal(name: str) -> bool:
    """Say whether `name` holds somebody's number. The digits of a random UUID mean nothing, though one in a thousand
    has eleven in a row that look like a mobile number.
    """
    return not _is_random(name) and bool(find_personal(name))


def _is_random(name: str) -> bool:
    try:
        return uuid.UUID(name).version == 4
    except ValueError:
        return False
