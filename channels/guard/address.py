"""Where a request comes from."""

from typing import Any

from sanic.request import Request


def address_of(request: Request) -> str:
    """Return the user's address. Behind a proxy Sanic must be told so (SANIC_PROXIES_COUNT), else it is the proxy's."""
    found: Any = request.remote_addr or request.ip
    return str(found or "")
