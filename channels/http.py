"""HTTP helpers of several channels: refusals, reading a body, and the user's address."""

from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import NamedTuple

from sanic.request import Request


class RefusedRequest(NamedTuple):
    """The status and the reason of the response to a request that becomes no turn."""

    status: int
    reason: str


async def body_of(request: Request, largest: int) -> bytes:
    """Read the body of a route with `stream=True`; stop reading once it is longer than `largest`."""
    body = bytearray()
    while len(body) <= largest and request.stream and (chunk := await request.stream.read()):
        body += chunk
    return bytes(body)


async def skip_rest(request: Request) -> None:
    """Read what is left of the body and forget it, because Sanic logs an error for what stays unread."""
    while request.stream and await request.stream.read():
        pass


def address_of(request: Request) -> str:
    """Return the user's address, of IPv6 the first 64 bits, as one line has all of the others.

    Behind a proxy SANIC_PROXIES_COUNT must be set, else it is the proxy's address.
    """
    text = str(request.remote_addr or request.ip or "")
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return text
    if isinstance(address, IPv4Address):
        return text
    return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))
