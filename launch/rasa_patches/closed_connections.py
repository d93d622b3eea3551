"""Lets an answer to a client that has left end quietly, and forgets what such a client sent.

Replaced are two methods of `SanicProtocol` (Sanic 21.12.2).

- `abort` forgets the transport, so that what is still being answered fails with an AttributeError in the log; to a
  transport that is closing Sanic itself sends nothing. A page that leaves while it is sent much is aborted, and
  Engine.IO answers it all the same.
- `connection_lost` leaves what was received and not read, up to some hundred kilobytes, where the protocol's timers
  hold it for half a minute. A flood of bodies that are refused fills the memory with it.
"""

from collections.abc import Callable

from sanic.server.protocols.base_protocol import SanicProtocol


def keep_transports() -> None:
    def abort(self: SanicProtocol) -> None:
        if self.transport:
            self.transport.abort()

    SanicProtocol.abort = abort  # type: ignore[method-assign]


def forget_unread() -> None:
    original: Callable[[SanicProtocol, BaseException | None], None] = SanicProtocol.connection_lost

    def connection_lost(self: SanicProtocol, exc: BaseException | None) -> None:
        original(self, exc)
        received = getattr(self, "recv_buffer", None)
        if received:
            received.clear()

    SanicProtocol.connection_lost = connection_lost  # type: ignore[method-assign]
