"""Checks whether a name from outside holds personal data, such as a telephone number."""

import uuid

from zh.personal import find_personal

LONGEST_SENDER = 255
"""Characters; the tracker store's column has as many."""


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
