"""WeChatInput: the WeChat official account as a Rasa channel."""

import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.guard.guard import Guard
from channels.guard.rate_limit import RateLimiter
from channels.guard.shared_windows import windows
from channels.http import RefusedRequest, body_of, skip_rest
from channels.rasa_server import OnNewMessage
from channels.settings import secret, server_settings
from channels.staff_form.receiver import form_receiver
from channels.watch.health import liveness
from channels.webchat.session_key import session_key
from channels.wechat.envelope import (
    NOT_FRESH,
    REPEATED_NONCE,
    PassedOver,
    Query,
    read_envelope,
    reply_body,
    unopened,
)
from channels.wechat.output import WeChatPush
from channels.wechat.push import LARGEST_BODY, Push
from channels.wechat.reply import NOTHING_MORE, WeChatReply, reply_xml
from channels.wechat.services import WeChatServices, make_services
from channels.wechat.settings import Account, WeChatSettings, account, wechat_settings
from observability.log_limit import LogLimit
from settings.processes import RasaServer

logger = logging.getLogger(__name__)

SECONDS_TO_FINISH = 10.0
HEADERS = {"X-Content-Type-Options": "nosniff"}


class WeChatInput(InputChannel):
    """Answers 404 if the environment names no account; an incomplete account stops the server with a message.

    credentials.yml:
        channels.wechat.input.WeChatInput:
          payload_intents: [ask, menu]
    """

    @classmethod
    def name(cls) -> str:
        return "wechat"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "WeChatInput":
        return cls(wechat_settings(credentials), server_settings())

    def __init__(self, settings: WeChatSettings, server: RasaServer) -> None:
        self.guard = Guard(RateLimiter(settings.rate_limits, windows(server.redis)))
        self._log_limit = LogLimit()
        self._account = account(server)
        self._parts = self._made(settings, self._account, server) if self._account else None

    @property
    def delivery_counts(self) -> Mapping[str, int]:
        """Replies and messages since the start, by delivery status as PushHandler and MessageSender count them."""
        return {**self._parts.push_handler.counts, **self._parts.message_sender.counts} if self._parts else {}

    def get_output_channel(self) -> OutputChannel | None:
        """Return the channel for messages outside of a turn, for example from the desk."""
        return WeChatPush(self._parts.message_sender) if self._parts else None

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        blueprint = Blueprint("wechat_webhook", __name__)
        of, made = self._account, self._parts
        if of is None or made is None:
            return blueprint

        async def prove(request: Request) -> HTTPResponse:
            query = _query(request)
            refused = unopened(query, of, time.time())
            if isinstance(refused, PassedOver):
                # The operator who saves the address in WeChat's settings learns at once that a clock is wrong.
                self._warn(refused)
                refused = NOT_FRESH
            return _refusal(refused) if refused else response.text(query.echostr, headers=HEADERS)

        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request, of, made, on_new_message)

        async def stop(*_: object) -> None:
            await made.close(SECONDS_TO_FINISH)
            await self.guard.close()

        blueprint.add_route(liveness, "/", methods=["GET"], name="health")
        blueprint.add_route(prove, "/webhook", methods=["GET"], name="prove")
        blueprint.add_route(receive, "/webhook", methods=["POST"], name="receive", stream=True)
        blueprint.listener("before_server_stop")(stop)
        return blueprint

    async def _receive(
        self, request: Request, of: Account, made: WeChatServices, on_new_message: OnNewMessage
    ) -> HTTPResponse:
        """Return the response to a push: the reply if it comes in time; a refusal if WeChat has not sent it."""
        until = time.monotonic() + of.reply_seconds
        query, now = _query(request), time.time()
        # A stranger's body is not read.
        pushed = unopened(query, of, now) or read_envelope(await body_of(request, LARGEST_BODY), query, of, now)
        if isinstance(pushed, RefusedRequest):
            return _refusal(pushed)
        if isinstance(pushed, PassedOver):
            await skip_rest(request)
            return self._passed_over(pushed)
        push = made.opened(pushed)
        if await made.deliveries.is_replay(query.timestamp, query.nonce, push.message):
            return self._passed_over(REPEATED_NONCE)
        left = max(0.0, until - time.monotonic())
        reply = await made.push_handler.reply(push, left, request.app, on_new_message)
        return _response(reply, pushed, query, of)

    def _passed_over(self, push: PassedOver) -> HTTPResponse:
        self._warn(push)
        return response.text(NOTHING_MORE, headers=HEADERS)

    def _warn(self, of: PassedOver) -> None:
        """Write it once a minute: any user, or whoever recorded a request, can bring it about."""
        if self._log_limit.may_write(of.warning):
            logger.warning(of.warning)

    def _made(self, settings: WeChatSettings, of: Account, server: RasaServer) -> WeChatServices:
        if not server.redis and server.sanic_workers > 1:
            logger.warning("Several workers need REDIS_URL: without it one does not know what another has taken.")
        name = settings.secret_env
        key = session_key(secret(server, name, like="SESSION_SECRET"), name, Path(settings.secret_file))
        return make_services(settings, of, key, self.guard, server.database, form_receiver(server))


def _refusal(refused: RefusedRequest) -> HTTPResponse:
    return response.text(refused.reason, status=refused.status, headers=HEADERS)


def _query(request: Request) -> Query:
    return Query(**{name: request.args.get(name, "") for name in Query.__dataclass_fields__})


def _response(reply: WeChatReply, pushed: Push, query: Query, of: Account) -> HTTPResponse:
    if reply.kind == "nothing":
        return response.text(NOTHING_MORE, headers=HEADERS)
    now = time.time()
    body = reply_body(reply_xml(reply, pushed, now), query, of, now)
    return response.text(body, headers=HEADERS, content_type="application/xml; charset=utf-8")
