"""Visit: the state of an open socket of the web chat."""

import math
import time
from dataclasses import dataclass

from sanic import Sanic

from channels.webchat.host_token import HostUser

NEVER = -math.inf

MOMENT = 0.1
"""Seconds in which no person sends two messages."""

BETWEEN_REQUESTS_TO_WAIT = 1.0
"""Seconds. Who sends hundreds of messages a second is answered once, not hundreds of times."""


@dataclass
class Visit:
    """An open socket.

    `sender`: the stored name of its conversation. `address`: the user's address, as the proxies report it.
    `user`: the user named by the host platform's token, None without one. `sealed`: that user's name, encrypted.
    `origin`: of the host page whose handle opened the conversation. `typed_at`, `slowed_at`, `refused_at`: when the
    user last typed, was last asked to wait, and last sent too fast (time.monotonic).
    """

    sender: str
    app: Sanic
    address: str
    user: HostUser | None = None
    sealed: str | None = None
    origin: str | None = None
    typed_at: float = NEVER
    slowed_at: float = NEVER
    refused_at: float = NEVER

    @property
    def is_flooding(self) -> bool:
        """Whether the message before this one came too fast, a moment ago."""
        return time.monotonic() - self.refused_at < MOMENT

    def is_asked_to_wait(self) -> bool:
        """Return whether a message that came too fast gets a reply; if so, that counts as sent."""
        self.refused_at = now = time.monotonic()
        if now - self.slowed_at < BETWEEN_REQUESTS_TO_WAIT:
            return False
        self.slowed_at = now
        return True
