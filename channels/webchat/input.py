"""WebChatInput: the web chat as a Rasa channel, in place of Rasa's own `socketio`."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.channels.socketio import SocketBlueprint, SocketIOInput
from sanic import Blueprint, Sanic
from socketio import AsyncServer

from channels.attachments.policy import AttachmentPolicy
from channels.feedback.receiver import FeedbackReceiver
from channels.feedback.store import FeedbackStore
from channels.guard.guard import Guard
from channels.guard.rate_limit import RateLimiter
from channels.guard.shared_windows import windows
from channels.rasa_server import OnNewMessage
from channels.settings import secret, server_settings
from channels.staff_form.receiver import form_receiver
from channels.watch.health import READINESS_PATH, liveness, readiness
from channels.webchat.events import WebChatSocket
from channels.webchat.fan_out import FanOut
from channels.webchat.host_token import HostKey
from channels.webchat.host_users import HostUsers
from channels.webchat.output import WebChatOutput
from channels.webchat.pictures import LIMITS, WebChatPictures
from channels.webchat.session_key import session_key
from channels.webchat.settings import WebChatSettings, webchat_settings
from channels.webchat.shared_presence import SharedPresence, UserPresence
from channels.webchat.sockets import SocketServer
from channels.webchat.staff_form import PageForm
from channels.webchat.visits import Visits
from channels.webchat.waiting import QueueWaiting
from persistence.attachments.store import Attachments
from persistence.database import Database
from persistence.names import names_of
from settings.processes import RasaServer

LARGEST_PACKET = 64 * 1024
# Sanic itself waits 15 seconds for requests. Turns are short, so one that takes longer than this hangs.
SECONDS_TO_FINISH = 10.0


class WebChatInput(SocketIOInput):
    """Speaks the events of Rasa's socket channel, with sessions that only the server can issue.

    credentials.yml:
        channels.webchat.input.WebChatInput:
          payload_intents: [ask, menu]
    """

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "WebChatInput":
        return cls(webchat_settings(credentials), server_settings())

    def __init__(self, settings: WebChatSettings, server: RasaServer) -> None:
        super().__init__(
            settings.user_message_evt,
            settings.bot_message_evt,
            session_persistence=True,
            socketio_path=settings.socketio_path,
            metadata_key=settings.metadata_key,
        )
        self.settings = settings
        self._server = server
        self._visits: Visits | None = None
        self.guard = Guard(RateLimiter(settings.rate_limits, windows(server.redis)))

    def get_output_channel(self) -> WebChatOutput | None:
        """Return the channel for messages without a request; Rasa warns if no server is running."""
        if super().get_output_channel() is None:
            return None
        return WebChatOutput(self.sio, self.bot_message_evt)

    async def there(self, conversation: str) -> UserPresence | None:
        """Return whether the user has the page open; None if another process may serve them unseen."""
        all_known = self._server.redis is not None or self._server.sanic_workers == 1
        return await self._visits.there(conversation) if self._visits and all_known else None

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        name = self.settings.secret_env
        key = session_key(secret(self._server, name, like="SESSION_SECRET"), name, Path(self.settings.secret_file))
        self.sio = _sockets(self.settings, self._server.redis, self.guard)
        users = _host_users(self.settings, self._server)
        feedback = FeedbackReceiver(FeedbackStore(self._server.database))
        waiting = QueueWaiting(self._server.database, built_in=self._server.handoff_webhook_url is None)
        socket = WebChatSocket(self.sio, self.settings, key, users, on_new_message, self.guard, feedback, waiting)
        self._visits = socket.visits
        pictures = _pictures(key, self._server)
        pictures.listen(self.sio, socket.visits, self.guard)
        PageForm(self.sio, socket.visits, self.guard, form_receiver(self._server))
        blueprint = WebChatBlueprint(self.sio, self.socketio_path, "socketio_webhook", __name__)
        blueprint.ctx.pictures = pictures
        blueprint.add_route(liveness, "/", methods=["GET"], name="health")

        async def stop(*_: object) -> None:
            await socket.stop(SECONDS_TO_FINISH)
            await self.guard.close()
            if isinstance(self.sio.manager, FanOut):
                await self.sio.manager.close()

        blueprint.listener("before_server_stop")(stop)
        if self._server.redis:
            _share(blueprint, socket.visits.share(self._server.redis))
        return blueprint


class WebChatBlueprint(SocketBlueprint):
    """Adds the routes that are not under the channel's own path."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        super().register(app, options)
        # Sanic stops reading a packet that Socket.IO would refuse.
        app.config.WEBSOCKET_MAX_SIZE = LARGEST_PACKET
        self.ctx.pictures.add_to(app)
        app.add_route(readiness, READINESS_PATH, methods=["GET"], name="readiness")


def _share(blueprint: Blueprint, shared: SharedPresence) -> None:
    async def begin(app: Sanic, *_: object) -> None:
        shared.begin(app)

    async def close(*_: object) -> None:
        await shared.close()

    blueprint.listener("after_server_start")(begin)
    blueprint.listener("before_server_stop")(close)


def _pictures(key: bytes, server: RasaServer) -> WebChatPictures:
    store = Attachments(Database(server.database, pooled=False))
    return WebChatPictures(key, store, AttachmentPolicy(server.database), RateLimiter(LIMITS, windows(server.redis)))


def _host_users(settings: WebChatSettings, server: RasaServer) -> HostUsers | None:
    key = secret(server, settings.jwt_key_env, like="WEBCHAT_JWT_KEY")
    if not key:
        return None
    of_host = HostKey(key, settings.jwt_method, settings.jwt_role_claim, settings.jwt_roles, settings.jwt_audience)
    return HostUsers(of_host, names_of(server.session_key))


def _sockets(settings: WebChatSettings, redis: str | None, guard: Guard) -> AsyncServer:
    # A level of its own, so that no general setting makes it log packets with users' messages.
    quiet = logging.getLogger(f"{__name__}.transport")
    quiet.setLevel(logging.ERROR)
    return SocketServer(
        guard,
        async_mode="sanic",
        # None allows only pages of this server. (Rasa passes [], which switches the check off.)
        cors_allowed_origins=list(settings.cors_allowed_origins) if settings.cors_allowed_origins else None,
        max_http_buffer_size=LARGEST_PACKET,
        client_manager=FanOut(redis, quiet) if redis else None,
        logger=quiet,
        engineio_logger=quiet,
    )
