"""Ends the tasks of a WebSocket that wait for ever: after frames that are no text, and after the connection's end.

It extends `process_events` and `connection_lost` of Sanic 21.12.2. Sanic takes each piece of data in a task of its own,
which waits until the message before was read. After the connection it would wait for ever, and the data with it.
"""

import asyncio
from collections.abc import Sequence

from sanic.server.websockets.impl import WebsocketImplProtocol
from websockets.connection import Event

NO_TEXT = 1007
"""The status of a WebSocket that is closed because of a frame that is no UTF-8 (RFC 6455)."""

_TAKING = "taking"
"""The attribute with the tasks of a connection."""


def end_with_the_connection() -> None:
    taken, lost = WebsocketImplProtocol.process_events, WebsocketImplProtocol.connection_lost

    async def process_events(self: WebsocketImplProtocol, events: Sequence[Event]) -> None:
        taking = vars(self).setdefault(_TAKING, set())
        task = asyncio.current_task()
        taking.add(task)
        try:
            await taken(self, events)
        except UnicodeDecodeError:
            # Nobody would hear of it but the log.
            self.fail_connection(NO_TEXT)
        finally:
            taking.discard(task)
            # A cancelled task keeps its traceback where the garbage collector does not look (Python 3.10). If this
            # frame kept the task, both would stay for ever, with the data.
            del task

    def connection_lost(self: WebsocketImplProtocol, exc: Exception | None) -> None:
        lost(self, exc)  # type: ignore[no-untyped-call]
        for task in [*vars(self).get(_TAKING, ())]:
            task.cancel()

    WebsocketImplProtocol.process_events = process_events  # type: ignore[method-assign]
    WebsocketImplProtocol.connection_lost = connection_lost  # type: ignore[method-assign]
