"""HTTP as several channels see it: where a request comes from, and why one is refused."""

from typing import Any, NamedTuple

from sanic.request import Request


class RefusedRequest(NamedTuple):
    """The status and the reason of the response to a request that becomes no turn."""

    status: int
    reason: str


async def body_of(request: Request, largest: int) -> bytes:
    """Read the body of a route with `stream=True`; of a larger one no more than that it is larger."""
    body = bytearray()
    while len(body) <= largest and request.stream and (chunk := await request.stream.read()):
        body += chunk
    return bytes(body)


def address_of(request: Request) -> str:
    """Return the user's address. Behind a proxy Sanic must be told so (SANIC_PROXIES_COUNT), else it is the proxy's."""
    found: Any = request.remote_addr or request.ip
    return str(found or "")
