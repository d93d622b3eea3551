"""HTTP helpers of several channels: refusals, reading a body, and the user's address."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import NamedTuple

from async_timeout import timeout
from sanic.exceptions import RequestTimeout
from sanic.request import Request

BODY_PAUSE = 10.0
"""Seconds that a body may pause, the same as at nginx (client_body_timeout)."""


class RefusedRequest(NamedTuple):
    """The status and the reason of the response to a request that becomes no turn."""

    status: int
    reason: str


async def body_of(request: Request, largest: int) -> bytes:
    """Read the body of a route with `stream=True`; stop reading once it is longer than `largest`."""
    body = bytearray()
    while len(body) <= largest and (piece := await next_piece(request)):
        body += piece
    return bytes(body)


async def skip_rest(request: Request) -> None:
    """Read what is left of the body and forget it, because Sanic logs an error for what stays unread."""
    while await next_piece(request):
        pass


@asynccontextmanager
async def in_time(request: Request) -> AsyncIterator[None]:
    """Read some of the body inside; if it does not come, the answer is 408 and the connection ends."""
    try:
        # In this task: a client that has closed its side is gone once others have had their turn.
        async with timeout(BODY_PAUSE):
            yield
    except asyncio.TimeoutError:
        if request.stream:
            # Else Sanic would wait for the rest after its answer.
            request.stream.keep_alive, request.stream.request_body = False, None
        raise RequestTimeout("the body did not come") from None


async def next_piece(request: Request) -> bytes | None:
    """Return what has come of the body, None at its end."""
    if request.stream is None:
        return None
    async with in_time(request):
        piece: bytes | None = await request.stream.read()
        return piece


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
