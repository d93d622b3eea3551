"""EntranceInput: makes Rasa's server refuse requests for another host or with an unreadable body."""

import logging
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request

from channels.entrance.lengths import LARGEST_BODY, largest_at, objection
from channels.http import in_time
from channels.rasa_server import OnNewMessage
from channels.settings import server_settings, words
from observability import hosts
from observability.log_limit import LogLimit

logger = logging.getLogger(__name__)


class EntranceInput(InputChannel):
    """A channel without messages, because Rasa lets only channels add to its server.

    credentials.yml:
        channels.entrance.input.EntranceInput: {}
    """

    @classmethod
    def name(cls) -> str:
        return "entrance"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "EntranceInput":
        words("The entrance", credentials or {}, ())
        return cls(server_settings().allowed_hosts)

    def __init__(self, allowed: Collection[str]) -> None:
        """`allowed`: names without ports, in lower case; those of loopback are always allowed."""
        self._hosts = frozenset(allowed)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        return EntranceBlueprint(self._hosts)


class EntranceBlueprint(Blueprint):
    def __init__(self, allowed: Collection[str]) -> None:
        super().__init__("entrance")
        self.ctx.entrance = Entrance(allowed)

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        super().register(app, options)  # type: ignore[no-untyped-call]
        # For a body without a Content-Length Sanic counts the bytes; its default limit is 100 MB.
        app.config.REQUEST_MAX_SIZE = LARGEST_BODY
        # Runs before Sanic reads the headers; it would answer 500 to some and wait forever with others.
        # A partial, because Sanic sets attributes on the handler and a bound method accepts none.
        app.signal("http.lifecycle.request")(partial(self.ctx.entrance.examine))
        app.register_middleware(_limit_body, "request")


async def _limit_body(request: Request) -> None:
    """Give a route that reads its body itself the limit back that Sanic lifts for it: a chunk that says it is larger is
    refused at once. Read the body of a GET and discard it, because Sanic logs an error for each unread one.
    """
    if request.stream:
        # Without one the request was refused before.
        request.stream.request_max_size = getattr(request.ctx, "largest_body", LARGEST_BODY)
    if request.method in ("GET", "HEAD"):
        async with in_time(request):
            await request.receive_body()  # type: ignore[no-untyped-call]


class Entrance:
    """Checks the headers of each request, also of one without a route."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._hosts = allowed
        self._log_limit = LogLimit()

    async def examine(self, request: Request) -> None:
        """Raise SanicException for a request that must be refused."""
        headers = request.headers
        self._examine_hosts(headers.getall("host", []), request)
        largest = largest_at(request.path)
        refused = objection(headers.getall("content-length", []), headers.getall("transfer-encoding", []), largest)
        if refused:
            raise SanicException(refused.reason, status_code=refused.status)
        request.ctx.largest_body = largest

    def _examine_hosts(self, headers: Sequence[str], request: Request) -> None:
        target = request.raw_url.decode("latin-1")
        refused = hosts.objection(headers, target, request.version, self._hosts)
        if refused == hosts.OTHER_HOST and self._log_limit.may_write("host"):
            others = [host for host in hosts.hosts_of(headers, target) if not hosts.is_allowed_host(host, self._hosts)]
            logger.warning(
                "拒绝了发往主机名 %s 的请求：它不在环境变量 ALLOWED_HOSTS 里；如果这是本服务的域名，请加进去。",
                hosts.loggable_host(others[0]),
            )
        if refused:
            raise SanicException(refused.reason, status_code=refused.status)
