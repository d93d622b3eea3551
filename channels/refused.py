"""Refused: why an HTTP request becomes no turn."""

from typing import NamedTuple


class Refused(NamedTuple):
    """The status and the reason of the response."""

    status: int
    reason: str
