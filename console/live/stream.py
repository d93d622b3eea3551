"""The stream of hints to an open page: what has changed; the page then asks for it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse

from console.http.cookies import token_of
from console.http.headers import headers
from console.http.problem import Problem
from console.http.request import ConsoleRequest

EVERY = 15.0
"""Seconds after which a page hears something in any case: it then says that it is there, however much its own clock is
slowed down in the background.
"""

MOST_OPEN = 500


async def events(request: ConsoleRequest) -> Response:
    if request.services.hub.is_full(MOST_OPEN):
        raise Problem(429, "打开的页面太多了，请关掉一些。")
    kept = {**headers(), "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(request), media_type="text/event-stream", headers=kept)


async def _stream(console_request: ConsoleRequest) -> AsyncIterator[str]:
    token, who, services = token_of(console_request.request), console_request.agent, console_request.services
    with services.hub.listening(who.id) as listener:
        yield _event("ping", {})
        asked_last = time.monotonic()
        while True:
            tickets, presence = await listener.next(EVERY)
            is_due = time.monotonic() - asked_last >= EVERY
            if (is_due or presence) and await asyncio.to_thread(services.sessions.find, token, time.time()) is None:
                # Signed out elsewhere, or no longer of the staff: the page asks who it is, and knows.
                yield _event("presence", {})
                return
            if is_due:
                asked_last = time.monotonic()
                yield _event("ping", {})
            if tickets:
                counts = await asyncio.to_thread(services.inbox.counts, who.id)
                yield _event("tickets", {"ids": tickets, "counts": counts})
            if presence:
                yield _event("presence", {})


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
