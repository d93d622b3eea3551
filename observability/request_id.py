"""Holds the id that the log lines of one request, or one turn, have in common."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

HEADER = "X-Request-ID"

_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{7,63}", re.ASCII)

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""None outside of requests and turns. What a request starts beside itself keeps its id."""


def new_id() -> str:
    return secrets.token_hex(8)


def accepted_id(header: str | None) -> str:
    """Return the id that a proxy has given the request, a fresh one when it is none: the header may be anybody's."""
    return header if header and _SANE.fullmatch(header) else new_id()


@contextmanager
def turn_scope() -> Iterator[None]:
    """Give what happens inside an id: that of its request, or of its own where the connection has none."""
    token = request_id.set(request_id.get() or new_id())
    try:
        yield
    finally:
        request_id.reset(token)
