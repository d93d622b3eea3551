"""Server-sent events for open pages: hints about what has changed. The page then requests the data."""

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
"""Seconds between two pings. The page answers each with a heartbeat; its own timers are slow in the background."""

MOST_OPEN = 500


async def events(request: ConsoleRequest) -> Response:
    if request.services.hub.is_full(MOST_OPEN):
        raise Problem(429, "打开的页面太多了，请关掉一些。")
    stream_headers = {**headers(), "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(request), media_type="text/event-stream", headers=stream_headers)


async def _stream(console_request: ConsoleRequest) -> AsyncIterator[str]:
    token, who, services = token_of(console_request.request), console_request.agent, console_request.services
    with services.hub.listening(who.id) as listener:
        yield _event("ping", {})
        asked_last = time.monotonic()
        while True:
            tickets, presence = await listener.next(EVERY)
            is_due = time.monotonic() - asked_last >= EVERY
            if (is_due or presence) and await asyncio.to_thread(services.sessions.find, token, time.time()) is None:
                # Signed out elsewhere or disabled: the page then requests its account and learns it.
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
