"""The names under which the server may be called: whoever brings a browser here by another name is refused."""

import re
from collections.abc import Collection

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Always allowed: only this machine can be meant."""

_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[0-9a-z_.-]{1,253})(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
LONGEST_SHOWN = 60


def may_call(header: str, allowed: Collection[str]) -> bool:
    """Say whether a request with this Host header is for us, on whatever port; one without it names no other."""
    if not header:
        return True
    match = _HOST.fullmatch(header)
    name = match[1].lower().removesuffix(".") if match else None
    return name in LOOPBACK or name in allowed


def shown(header: str) -> str:
    """Return a Host header as a line of the log may show it."""
    return ascii(header[:LONGEST_SHOWN])
