"""Checks what a client sends before Engine.IO and Socket.IO read it, because they log each mistake as the server's."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from engineio.async_drivers.sanic import WebSocket, translate_request
from engineio.packet import CLOSE, MESSAGE, PING, PONG, UPGRADE
from engineio.packet import Packet as Frame
from engineio.payload import Payload
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from socketio.packet import CONNECT, DISCONNECT, EVENT, Packet
from websockets.server import ServerConnection

BROKEN = f"{MESSAGE}x"
"""A message that is no packet of Socket.IO; stands for all that Engine.IO cannot read, so that one place counts it."""

MOST_READS = 16
"""Reads of a connection, of 256 kB at most, that wait to be taken in."""

FRAMES_A_SECOND, CHARACTERS_A_SECOND, AHEAD = 100.0, 1_000_000.0, 2.0
"""What a connection may send on average, and how many seconds of it at once."""

_UPGRADE = (f"{PING}probe", str(UPGRADE))
"""The first frames of a WebSocket in place of polling. Later each upgrade would be answered, read or not."""

NORMAL = 1000
"""The status of a WebSocket whose work is done (RFC 6455)."""

_SEPARATOR = "\x1e"
_JSONP = "d="


def readable(raw: str | bytes) -> str | bytes:
    """Return a frame, or BROKEN in place of one that no client sends."""
    try:
        is_sent = Frame(encoded_packet=raw).packet_type in (CLOSE, PONG, MESSAGE)
    except Exception:  # of many kinds: too deep, too long a number, no base64
        return BROKEN
    return raw if is_sent else BROKEN


def readable_body(body: bytes) -> bytes:
    """Return the body of a polling client, with BROKEN in place of each frame that no client sends."""
    try:
        text = body.decode()
        if text.startswith(_JSONP):
            Payload(encoded_payload=text)
            return body
    except Exception:  # as above
        return BROKEN.encode()
    frames = text.split(_SEPARATOR) if text else []
    if len(frames) > Payload.max_decode_packets:
        return BROKEN.encode()
    return _SEPARATOR.join(str(readable(frame)) for frame in frames).encode()


def is_packet(packet: Packet, connected: bool, events: Collection[str]) -> bool:
    """Return whether a client may send the packet.

    `connected`: whether its namespace is. `events`: those that somebody hears. Nobody asks clients for
    acknowledgements or binary data.
    """
    if packet.packet_type == CONNECT:
        return not connected
    if packet.packet_type == DISCONNECT:
        return connected
    data = packet.data
    named = isinstance(data, list) and bool(data) and isinstance(data[0], str) and data[0] in events
    return connected and packet.packet_type == EVENT and named


def decoded(data: object) -> Packet | None:
    """Return the packet of Socket.IO in a message of Engine.IO; None if there is none."""
    try:
        return Packet(encoded_packet=data) if data and isinstance(data, str) else None
    except Exception:  # as above
        return None


class BoundedReading:
    """Takes what a WebSocket receives, and reads no more while too much of it waits to be taken in.

    Sanic makes a task of all that one read brings and goes on reading: a fast sender would fill the memory.
    """

    def __init__(self, websocket: Any) -> None:
        self._websocket = websocket
        self._waiting = 0

    def data_received(self, data: bytes) -> None:
        websocket = self._websocket
        websocket.connection.receive_data(data)
        answers, events = websocket.connection.data_to_send(), websocket.connection.events_received()
        if answers or events:
            self._waiting += 1
            task = asyncio.create_task(websocket.async_data_received(answers, events))
            task.add_done_callback(self._taken_in)
        if self._waiting >= MOST_READS:
            websocket.io_proto.transport.pause_reading()

    def _taken_in(self, task: "asyncio.Task[object]") -> None:
        self._waiting -= 1
        transport = self._websocket.io_proto.transport
        if self._waiting < MOST_READS and transport and not self._websocket.pause_frame_fut:
            transport.resume_reading()


class Pace:
    """Says how long to wait before the next frame of a connection is taken, so that none is faster than its share."""

    def __init__(self) -> None:
        self._due = 0.0

    def wait_after(self, length: int, now: float) -> float:
        """Return the seconds to wait after a frame of `length` characters; 0 for a client as fast as people are."""
        self._due = max(self._due, now) + 1 / FRAMES_A_SECOND + length / CHARACTERS_A_SECOND
        return max(0.0, self._due - now - AHEAD)


class CheckedWebSocket(WebSocket):
    _upgrade: tuple[str, ...] = _UPGRADE

    def __init__(self, handler: Callable[["CheckedWebSocket"], Awaitable[None]], server: object) -> None:
        async def begin(socket: "CheckedWebSocket") -> None:
            socket._sock.data_received = BoundedReading(socket._sock).data_received
            await handler(socket)

        super().__init__(begin, server)
        self._pace = Pace()

    async def wait(self) -> str | bytes:
        """Return the next frame, with BROKEN in place of one that no client sends."""
        raw = await self._next()
        seconds = self._pace.wait_after(len(raw), asyncio.get_running_loop().time())
        if seconds:
            await asyncio.sleep(seconds)
        return raw

    async def _next(self) -> str | bytes:
        receiving = asyncio.ensure_future(super().wait())
        try:
            raw: str | bytes = await asyncio.shield(receiving)
        except asyncio.CancelledError:
            # The connection failed, for example by too large a frame. Sanic would wait for the next one for ever.
            if self._sock.recv_cancel:
                self._sock.recv_cancel.cancel()
            raise
        except Exception as error:  # the connection was closed, for which each library has errors of its own
            raise OSError from error
        if self._upgrade and raw == self._upgrade[0]:
            self._upgrade = self._upgrade[1:]
            return raw
        self._upgrade = ()
        return readable(raw)

    async def close(self) -> None:
        await super().close()
        # A client that does not answer this could stay, and be read, for ever.
        self._sock.fail_connection(NORMAL)


def checked_request(request: Request) -> dict[str, Any]:
    """Return a request as Engine.IO takes it; raises InvalidUsage for an upgrade that cannot be carried out."""
    if request.headers.getone("upgrade", "").lower() == "websocket" and not _is_handshake(request):
        raise InvalidUsage("no WebSocket handshake")
    if request.method == "POST":
        request.body = readable_body(request.body)
        request.headers["content-length"] = str(len(request.body))
    environ: dict[str, Any] = translate_request(request)
    return environ


def _is_handshake(request: Request) -> bool:
    """Ask what Sanic will ask, which calls a request that is at fault an error of the server."""
    try:
        ServerConnection().process_request(request)  # type: ignore[arg-type]
    except Exception:  # of many kinds, one for each header
        return False
    return True
