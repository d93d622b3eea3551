"""Checks which host a request is for: only the allowed names may be used, which prevents DNS rebinding."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Always allowed, because they can only mean this machine."""

_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[0-9a-z_.-]{1,253})(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
_ADDRESS = re.compile(r"https?://([^/?#]*)", re.ASCII | re.IGNORECASE)
LONGEST_SHOWN = 60


class Objection(NamedTuple):
    """Status and reason of the answer."""

    status: int
    reason: str


OTHER_HOST = Objection(421, "this host is not served here (ALLOWED_HOSTS)")


def is_allowed_host(host: str, allowed: Collection[str]) -> bool:
    """Return whether the host, with or without a port, is a name of this server."""
    match = _HOST.fullmatch(host)
    name = match[1].lower().removesuffix(".") if match else None
    return name in LOOPBACK or name in allowed


def objection(headers: Sequence[str], target: str, version: str, allowed: Collection[str]) -> Objection | None:
    """Return why a request with these Host headers and this target is refused; None if it is not.

    `target`: an address of its own names the host as well. `version`: only HTTP/1.0 has no Host header.
    """
    if len(headers) > 1 or not (headers or version == "1.0"):
        return Objection(400, "one Host header is needed")
    return None if all(is_allowed_host(host, allowed) for host in hosts_of(headers, target)) else OTHER_HOST


def hosts_of(headers: Sequence[str], target: str) -> list[str]:
    """Return all hosts that a request names; an address that cannot be read is its own."""
    if target.startswith("/") or target == "*":
        return [*headers]
    match = _ADDRESS.match(target)
    return [*headers, match[1] if match else target]


def loggable_host(host: str) -> str:
    """Return a host in a form that is safe to log."""
    return ascii(host[:LONGEST_SHOWN])
