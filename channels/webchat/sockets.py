"""The Socket.IO server, which leaves no task behind when it stops."""

import asyncio
from collections.abc import Callable
from typing import Any

from engineio import AsyncServer as EngineServer
from socketio import AsyncServer


class _EngineServer(EngineServer):
    """Knows the tasks it has begun: for each connection one sleeps until the next ping, even when the server ends."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._begun: set[asyncio.Task[Any]] = set()

    def start_background_task(self, target: Callable[..., Any], *given: Any, **named: Any) -> "asyncio.Task[Any]":
        task: asyncio.Task[Any] = super().start_background_task(target, *given, **named)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        return task

    async def shutdown(self) -> None:
        await super().shutdown()
        begun = [*self._begun]
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)


class SocketServer(AsyncServer):
    def _engineio_server_class(self) -> type[EngineServer]:
        return _EngineServer


async def close_all(sio: AsyncServer) -> None:
    """Close the sockets: a client that polls would hold up the server."""
    for socket in list(sio.eio.sockets.values()):
        # without waiting for what is still to be sent: a client that has just gone takes nothing
        await socket.close(wait=False)
    await sio.shutdown()
