"""Lets an answer to a client that has left end quietly.

Replaced is `SanicProtocol.abort` (Sanic 21.12.2). It forgets the transport, so that what is still being answered fails
with an AttributeError in the log; to a transport that is closing Sanic itself sends nothing. A page that leaves while
it is sent much is aborted, and Engine.IO answers it all the same.
"""

from sanic.server.protocols.base_protocol import SanicProtocol


def keep_transports() -> None:
    def abort(self: SanicProtocol) -> None:
        if self.transport:
            self.transport.abort()

    SanicProtocol.abort = abort  # type: ignore[method-assign]
