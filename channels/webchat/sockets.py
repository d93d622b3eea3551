"""SocketServer: a Socket.IO server that cancels all its tasks when it stops."""

import asyncio
from collections.abc import Callable
from typing import Any

from engineio import AsyncServer as EngineServer
from socketio import AsyncServer


class _EngineServer(EngineServer):
    """Keeps track of its tasks: each connection has one that sleeps until the next ping, even when the server ends."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._tasks: set[asyncio.Task[Any]] = set()

    def start_background_task(self, target: Callable[..., Any], *arguments: Any, **named: Any) -> "asyncio.Task[Any]":
        task: asyncio.Task[Any] = super().start_background_task(target, *arguments, **named)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def shutdown(self) -> None:
        await super().shutdown()
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class SocketServer(AsyncServer):
    def _engineio_server_class(self) -> type[EngineServer]:
        return _EngineServer


async def close_all(sio: AsyncServer) -> None:
    """Close the sockets, because a polling client would delay the stop of the server."""
    for socket in list(sio.eio.sockets.values()):
        # without waiting for unsent packets, because a client that has gone accepts none
        await socket.close(wait=False)
    await sio.shutdown()
