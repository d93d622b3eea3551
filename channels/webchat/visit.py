"""Visit: an open socket of the web chat."""

import math
from dataclasses import dataclass

from sanic import Sanic

from channels.webchat.host_token import HostUser

NEVER = -math.inf


@dataclass
class Visit:
    """`sender`: the stored name of the conversation it is in; `address`: the user's, as far as the proxies tell;
    `user`: whom the host platform's token names, None without one; `sealed`: that user's name, encrypted; `origin`: of
    the host page whose handle opened the conversation; `typed_at`: when the user was last seen typing (time.monotonic).
    """

    sender: str
    app: Sanic
    address: str
    user: HostUser | None = None
    sealed: str | None = None
    origin: str | None = None
    typed_at: float = NEVER
