"""WebChatSocket: the events of the web chat."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from channels import session_id
from channels.health import agent_of
from channels.history import history
from channels.one_turn import TOO_LONG, OnNewMessage, declined, run_turn
from channels.turns import Turns
from channels.user_packet import TooLong, Turn, read_packet
from channels.webchat_output import WebChatOutput
from channels.webchat_settings import WebChatSettings

logger = logging.getLogger(__name__)


@dataclass
class Visit:
    """An open socket: the conversation it is in, and the server it is of."""

    sender: str
    app: Sanic


class WebChatSocket:
    """Binds each socket to a conversation and runs its turns.

    A handler takes whatever arguments a client sends, since a missing or surplus one would raise, and it
    may be called when the client has already gone.
    """

    def __init__(
        self,
        sio: Any,
        settings: WebChatSettings,
        key: bytes,
        on_new_message: OnNewMessage,
    ) -> None:
        self._sio = sio
        self._settings = settings
        self._key = key
        self._on_new_message = on_new_message
        self._turns = Turns()
        self._visits: dict[str, Visit] = {}
        sio.on("connect", self.connect)
        sio.on("disconnect", self.disconnect)
        sio.on("session_request", self.session_request)
        sio.on("history_request", self.history_request)
        sio.on(settings.user_message_evt, self.user_uttered)

    async def connect(self, sid: str, environ: Mapping[str, Any], *_: object) -> None:
        """Serve a client that never asks for a session under a fresh one."""
        sender = session_id.sender_id(session_id.issue(self._key))
        self._visits[sid] = Visit(sender, environ["sanic.request"].app)
        await self._sio.enter_room(sid, sender)

    async def disconnect(self, sid: str, *_: object) -> None:
        self._visits.pop(sid, None)

    async def session_request(self, sid: str, *data: object) -> None:
        """Return to the session the client names if it is one of ours, else begin a fresh one."""
        visit = self._visits.get(sid)
        if visit is None:
            return
        packet = data[0] if data and isinstance(data[0], Mapping) else {}
        session = session_id.verified(self._key, packet.get("session_id")) or session_id.issue(self._key)
        await self._sio.leave_room(sid, visit.sender)
        visit.sender = session_id.sender_id(session)
        await self._sio.enter_room(sid, visit.sender)
        await self._sio.emit("session_confirm", session, to=sid)

    async def history_request(self, sid: str, *_: object) -> None:
        """Send the socket's own conversation, whichever the client names; an unreadable one is empty."""
        visit = self._visits.get(sid)
        if visit is None:
            return
        try:
            tracker = await agent_of(visit.app).tracker_store.retrieve_full_tracker(visit.sender)
            messages = history(event.as_dict() for event in tracker.events) if tracker else []
        except Exception as error:  # each store has errors of its own
            logger.error("A history could not be read: %s", type(error).__name__)
            messages = []
        await self._sio.emit("history", messages, to=sid)

    async def user_uttered(self, sid: str, *data: object) -> None:
        """Start a turn. The acknowledgement says that the message has arrived, not that it is answered."""
        packet = data[0] if data else None
        asked = read_packet(packet, self._settings.metadata_key, self._settings.payload_intents)
        visit = self._visits.get(sid)
        if asked is None or visit is None:
            return
        if isinstance(asked, TooLong):
            await self._output().send_response(visit.sender, declined(TOO_LONG, "too_long"))
            return
        if asked.shown:
            # for the other windows of the same conversation
            echo = {"sender": "user", "text": asked.shown, "id": asked.message_id}
            await self._sio.emit("user_echo", echo, room=visit.sender, skip_sid=sid)
        self._turns.start(visit.sender, partial(self._turn, agent_of(visit.app), visit.sender, asked))

    async def stop(self, seconds: float) -> None:
        """Let the running turns end, then close the sockets: a client that polls would hold up the server."""
        await self._turns.drain(seconds)
        for socket in list(self._sio.eio.sockets.values()):
            # without waiting for what is still to be sent: a client that has just gone takes nothing
            await socket.close(wait=False)
        await self._sio.shutdown()

    async def _turn(self, agent: Any, sender: str, asked: Turn) -> None:
        await self._typing(sender, on=True)
        try:
            await run_turn(self._message(self._output(), sender, asked), self._on_new_message, agent)
        finally:
            await self._typing(sender, on=False)

    def _message(self, output: WebChatOutput, sender: str, asked: Turn) -> UserMessage:
        return UserMessage(
            asked.text,
            output,
            sender,
            input_channel=output.name(),
            message_id=asked.message_id,
            metadata=asked.metadata,
        )

    def _output(self) -> WebChatOutput:
        return WebChatOutput(self._sio, self._settings.bot_message_evt)

    async def _typing(self, sender: str, *, on: bool) -> None:
        await self._sio.emit("bot_typing", {"on": on}, room=sender)
