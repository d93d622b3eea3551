"""SocketServer: a Socket.IO server that counts malformed packets, and cancels all its tasks when it stops."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

from engineio import AsyncServer as EngineServer
from sanic.request import Request
from socketio import AsyncServer
from socketio.packet import CONNECT, Packet

from channels.guard.guard import Guard
from channels.http import address_of
from channels.webchat.frames import CheckedWebSocket, checked_request, decoded, is_packet
from observability.log_limit import LogLimit

logger = logging.getLogger(__name__)

MOST_MALFORMED = 5
"""Malformed packets that close a connection. A working client may send a few to a server that was started anew."""

MOST_UNREAD = 500
"""Packets that wait for a client to read them. A history is one, and a person who is away gets some dozens at most."""

NAMESPACE = "/"
_MADE_HERE = frozenset({"connect", "disconnect"})
"""Events that no client sends."""


class _EngineServer(EngineServer):
    """Keeps track of its tasks: each connection has one that sleeps until the next ping, even when the server ends."""

    _async: dict[str, Any]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._tasks: set[asyncio.Task[Any]] = set()
        # A copy, because the dictionary is the library's own.
        self._async = {**self._async, "websocket": CheckedWebSocket, "translate_request": checked_request}

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

    def _log_error_once(self, message: str, message_key: str) -> None:
        """Log a refused request once, without what the client sent. The library says all of it, as an error."""
        if message_key not in self.log_message_keys:
            self.log_message_keys.add(message_key)
            level = logging.WARNING if message_key == "bad-origin" else logging.INFO
            logger.log(level, "A request of a socket was refused, and others like it may be: %s", message_key)


class SocketServer(AsyncServer):
    """`guard`: counts malformed packets, like all others, for their connection and its address."""

    def __init__(self, guard: Guard, **named: Any) -> None:
        super().__init__(**named)
        self._guard = guard
        self._malformed: Counter[str] = Counter()
        self._log_limit = LogLimit()

    def _engineio_server_class(self) -> type[EngineServer]:
        return _EngineServer

    async def _handle_eio_message(self, eio_sid: str, data: object) -> None:
        socket = self.eio.sockets.get(eio_sid)
        if socket is None or socket.closed:
            # It came before the connection was closed.
            return
        if socket.queue.qsize() > MOST_UNREAD:
            await self._close(eio_sid, "it asks and does not read the answers")
            return
        packet = decoded(data)
        passes = packet is not None and await self._passes(eio_sid, packet)
        if passes:
            await super()._handle_eio_message(eio_sid, data)
        # A connection to an unknown namespace is answered with an error, and counts.
        if not passes or (packet and (packet.namespace or NAMESPACE) != NAMESPACE):
            await self._count_malformed(eio_sid)

    async def _passes(self, eio_sid: str, packet: Packet) -> bool:
        connected = self.manager.sid_from_eio_sid(eio_sid, packet.namespace or NAMESPACE) is not None
        if not is_packet(packet, connected, self.handlers[NAMESPACE].keys() - _MADE_HERE):
            return False
        # One connection may connect again and again, and each time a conversation is made.
        return packet.packet_type != CONNECT or await self._guard.allows(eio_sid, "")

    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        self._malformed.pop(eio_sid, None)
        await super()._handle_eio_disconnect(eio_sid, reason)

    async def _count_malformed(self, eio_sid: str) -> None:
        """Count a packet that no working client sends; close the connection at the fifth, or once it is too fast."""
        self._guard.malformed()
        self._malformed[eio_sid] += 1
        allowed = await self._guard.allows(eio_sid, self._address(eio_sid))
        if allowed and self._malformed[eio_sid] < MOST_MALFORMED:
            return
        await self._close(eio_sid, "its packets are malformed")

    async def _close(self, eio_sid: str, reason: str) -> None:
        if self._log_limit.may_write(reason):
            logger.warning("A connection was closed: %s.", reason)
        socket = self.eio.sockets.pop(eio_sid, None)
        if socket:
            await close_at_once(socket)

    def _address(self, eio_sid: str) -> str:
        request = self.environ.get(eio_sid, {}).get("sanic.request")
        return address_of(request) if isinstance(request, Request) else ""


async def close_at_once(socket: Any) -> None:
    """Close a connection without waiting until the client has read what was sent."""
    await socket.close(wait=False)
    # Ends the task that writes, which closes the WebSocket; Engine.IO itself would go on reading it.
    await socket.queue.put(None)


async def close_all(sio: AsyncServer) -> None:
    """Close the sockets, because a polling client would delay the stop of the server."""
    for socket in list(sio.eio.sockets.values()):
        # without waiting for unsent packets, because a client that has gone accepts none
        await socket.close(wait=False)
    await sio.shutdown()
