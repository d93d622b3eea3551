"""Visit: the state of an open socket of the web chat."""

import math
from dataclasses import dataclass

from sanic import Sanic

from channels.webchat.host_token import HostUser

NEVER = -math.inf


@dataclass
class Visit:
    """An open socket.

    `sender`: the stored name of its conversation. `address`: the user's address, as the proxies report it.
    `user`: the user named by the host platform's token, None without one. `sealed`: that user's name, encrypted.
    `origin`: of the host page whose handle opened the conversation. `typed_at`: when the user last typed
    (time.monotonic).
    """

    sender: str
    app: Sanic
    address: str
    user: HostUser | None = None
    sealed: str | None = None
    origin: str | None = None
    typed_at: float = NEVER
