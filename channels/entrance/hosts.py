"""Checks the Host header: only the allowed names may be used, which prevents DNS rebinding."""

import re
from collections.abc import Collection

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Always allowed, because they can only mean this machine."""

_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[0-9a-z_.-]{1,253})(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
LONGEST_SHOWN = 60


def is_allowed_host(header: str, allowed: Collection[str]) -> bool:
    """Return whether the Host header names this server, on any port; an empty header is accepted."""
    if not header:
        return True
    match = _HOST.fullmatch(header)
    name = match[1].lower().removesuffix(".") if match else None
    return name in LOOPBACK or name in allowed


def loggable_host(header: str) -> str:
    """Return a Host header in a form that is safe to log."""
    return ascii(header[:LONGEST_SHOWN])
