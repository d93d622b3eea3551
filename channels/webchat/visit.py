"""Visit: an open socket of the web chat."""

from dataclasses import dataclass

from sanic import Sanic

from channels.webchat.host_token import HostUser


@dataclass
class Visit:
    """`sender`: the conversation it is in; `address`: the user's, as far as the proxies tell; `user`: whom the host
    platform's token names, None without one.
    """

    sender: str
    app: Sanic
    address: str
    user: HostUser | None = None
