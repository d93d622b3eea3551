"""DeskInput: the webhook by which a helpdesk sends agents' messages, queue places and the end of a conversation."""

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.desk.attachments import DeskAttachments
from channels.desk.deliveries import Ids, delivery_ids
from channels.desk.last_channel import DESK
from channels.desk.packet import LARGEST_BODY, PRESENCE, DeskPacket, SignedPacket, is_genuine, read_desk
from channels.desk.packet_handler import DeskPacketHandler
from channels.desk.user_presence import exchange_presence, reached_field
from channels.http import RefusedRequest, body_of
from channels.rasa_server import OnNewMessage, loaded_agent, public_words
from channels.settings import secret, server_settings
from channels.staff_form.receiver import form_receiver
from channels.watch.health import liveness
from persistence.attachments.addresses import addresses_of
from persistence.attachments.store import Attachments
from persistence.database import Database
from persistence.helpdesk.signing import desk_key
from persistence.names import Names, is_stored, names_of
from settings.processes import RasaServer
from zh.personal import OF_STAFF, mask

SECRET = "HANDOFF_WEBHOOK_SECRET"
SECONDS_TO_FINISH = 10.0


class DeskInput(InputChannel):
    """Accepts requests signed by the built-in helpdesk (derived key) or by another system (its secret).

    credentials.yml:
        channels.desk.input.DeskInput:
          secret_env: HANDOFF_WEBHOOK_SECRET
    """

    @classmethod
    def name(cls) -> str:
        return DESK

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "DeskInput":
        server, name = server_settings(), (credentials or {}).get("secret_env", SECRET)
        return cls(secret(server, name, like=SECRET), server, names_of(server.session_key))

    def __init__(self, secret: str, server: RasaServer, names: Names) -> None:
        """`secret`: that of the other system's helpdesk, empty without one."""
        self._secrets = [desk_key(server.session_key), *([secret.encode()] if secret else [])]
        self._server, self._names = server, names

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        blueprint = Blueprint("desk_webhook", __name__)
        built_in = self._server.handoff_webhook_url is None
        form = form_receiver(self._server)
        handler = DeskPacketHandler(self._server.database, on_new_message, built_in=built_in, form=form)

        async def begin(app: Sanic, *_: object) -> None:
            handler.begin(app)

        async def stop(*_: object) -> None:
            await handler.stop(SECONDS_TO_FINISH)

        blueprint.add_route(liveness, "/", methods=["GET"], name="health")
        shown = DeskAttachments(
            self._secrets,
            addresses_of(self._server.session_key),
            Attachments(Database(self._server.database, pooled=False)),
        )
        path = "/attachments/<conversation>/<reference>"
        blueprint.add_route(partial(shown.show), path, methods=["GET"], name="attachment")
        blueprint.add_route(partial(self._receive, handler), "/webhook", methods=["POST"], name="receive", stream=True)
        blueprint.listener("after_server_start")(begin)
        blueprint.listener("before_server_stop")(stop)
        return blueprint

    async def _receive(self, handler: DeskPacketHandler, request: Request) -> HTTPResponse:
        opened = await self._opened(request)
        if isinstance(opened, RefusedRequest):
            return _refusal(opened)
        sent, ids = await self._under_stored_name(request.app, opened[0]), opened[1]
        if sent.event == PRESENCE:
            return response.json({"status": "ok", **await exchange_presence(request.app, sent)})
        packet = _without_personal(sent, request.app)
        refused = await handler.take(request.app, packet, ids)
        if refused:
            return _refusal(refused)
        shown = {"shown": packet.text} if packet.text != sent.text else {}
        return response.json({"status": "ok", **shown, **await reached_field(request.app, sent.conversation)})

    async def _opened(self, request: Request) -> tuple[DeskPacket, Ids] | RefusedRequest:
        body = await body_of(request, LARGEST_BODY)
        if len(body) > LARGEST_BODY:
            return RefusedRequest(413, "the body is too large")
        headers = request.headers
        signed = SignedPacket(body, headers.get("x-timestamp", ""), headers.get("x-signature", ""))
        if not any(is_genuine(signed, secret, time.time()) for secret in self._secrets):
            return RefusedRequest(403, "the signature is wrong, or too old")
        ids = delivery_ids(signed, headers.get("x-delivery", ""))
        if ids is None:
            return RefusedRequest(400, "X-Delivery must be 1 to 128 visible characters")
        packet = read_desk(body)
        return packet if isinstance(packet, RefusedRequest) else (packet, ids)

    async def _under_stored_name(self, app: Sanic, packet: DeskPacket) -> DeskPacket:
        """Return the packet under the conversation's stored name; tickets of earlier versions carry the user's name."""
        name = packet.conversation
        if is_stored(name) or await loaded_agent(app).tracker_store.retrieve(name):
            return packet
        return replace(packet, conversation=self._names.conversation(name))


def _without_personal(packet: DeskPacket, app: Sanic) -> DeskPacket:
    """Return the packet with personal data masked in its text."""
    return replace(packet, text=packet.text and mask(packet.text, public_words(app), OF_STAFF))


def _refusal(refused: RefusedRequest) -> HTTPResponse:
    return response.json({"error": refused.reason}, status=refused.status)
