"""WebChatSocket: handlers of the web chat's Socket.IO events."""

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from sanic.request import Request
from socketio import AsyncServer

from channels.feedback.receiver import FeedbackReceiver
from channels.guard.guard import TOO_FAST, Guard, Refusal
from channels.http import address_of
from channels.one_turn import refusal_message
from channels.rasa_server import OnNewMessage, loaded_agent, public_words
from channels.webchat import handle, session_id
from channels.webchat.ends import Ends
from channels.webchat.history import history
from channels.webchat.host_users import HostUsers
from channels.webchat.packet import PageTurn, TooLong, read_message_id, read_packet, with_picture
from channels.webchat.settings import WebChatSettings
from channels.webchat.sockets import close_all
from channels.webchat.turns import WebChatTurns
from channels.webchat.typed_payloads import as_offered
from channels.webchat.visit import Visit
from channels.webchat.visits import Visits
from channels.webchat.waiting import QueueWaiting

logger = logging.getLogger(__name__)

REJECTED = {"rejected": True}
"""The acknowledgement of a message that was refused."""

REPEATED = {"repeated": True}
"""The acknowledgement of a button that was pressed before."""


class WebChatSocket:
    """Binds each socket to a conversation and runs its turns.

    Handlers accept any arguments, because a missing or surplus one would raise. The client may already have
    gone when a handler is called.
    """

    def __init__(
        self,
        sio: AsyncServer,
        settings: WebChatSettings,
        key: bytes,
        host_users: HostUsers | None,
        on_new_message: OnNewMessage,
        guard: Guard,
        feedback: FeedbackReceiver,
        waiting: QueueWaiting,
    ) -> None:
        """`key`: that of the session ids; `host_users`: None if the host platform sends no tokens."""
        self._sio, self._settings, self._key = sio, settings, key
        self._host_users = host_users
        self._guard = guard
        self._feedback, self._waiting = feedback, waiting
        self._turns = WebChatTurns(sio, settings.bot_message_evt, on_new_message)
        self.visits = Visits(sio.disconnect)
        Ends(sio, key, self.visits, guard, self._turns, waiting)
        requests = ("session_request", "handle_request", "history_request", "feedback")
        for name in ("connect", "disconnect", *requests):
            sio.on(name, getattr(self, name))
        sio.on("typing", self.visits.typed)
        sio.on(settings.user_message_evt, self.user_uttered)

    async def connect(self, sid: str, environ: object = None, auth: object = None, *_: object) -> None:
        """Open the conversation of the token's user, else a fresh one that lasts until a session is requested."""
        request = environ.get("sanic.request") if isinstance(environ, Mapping) else None
        if not isinstance(request, Request):
            # A connected client may also send an event named "connect".
            return
        visit = Visit(session_id.sender_id(session_id.issue(self._key)), request.app, address_of(request))
        users = self._host_users
        if users and (user := users.named(auth)):
            visit.user, visit.sender, visit.sealed = user, users.conversation(user), users.sealed(user)
        self.visits.open(sid, visit)
        await self._sio.enter_room(sid, visit.sender)

    async def disconnect(self, sid: str, *_: object) -> None:
        self.visits.close(sid)

    async def session_request(self, sid: str, *data: object) -> None:
        """Join the session the client names if its id is genuine, else begin a fresh one."""
        visit = await self.visits.get(sid)
        # Limited by socket, because each request may name another conversation.
        if visit is None or not await self._guard.allows(sid, ""):
            return
        packet = data[0] if data and isinstance(data[0], Mapping) else {}
        handed = handle.verified_conversation(self._key, packet.get("handle"), packet.get("origin"))
        if handed and visit.user is None:
            await self._move(sid, visit, handed)
            visit.origin = str(packet["origin"])
            await self._sio.emit("session_handed", to=sid)
            return
        session = session_id.verified_session(self._key, packet.get("session_id")) or session_id.issue(self._key)
        # A user named by the host stays in their own conversation; the session id sent to them is unused.
        if visit.user is None:
            await self._move(sid, visit, session_id.sender_id(session))
        else:
            # Names the user to whom the page's stored data belongs, so that no other user of the browser sees it.
            await self._sio.emit("session_owner", visit.sender, to=sid)
        await self._sio.emit("session_confirm", session, to=sid)

    async def handle_request(self, sid: str, *data: object) -> dict[str, Any]:
        """Return a handle for the host page around the frame; a user with a token needs none."""
        visit = await self.visits.get(sid)
        if visit is None or visit.user is not None or not await self._guard.allows(visit.sender, visit.address):
            return {}
        origin = data[0].get("origin") if data and isinstance(data[0], Mapping) else None
        # A conversation opened by a handle gets no handle for another origin.
        handle_value = handle.issue(self._key, visit.sender, origin) if visit.origin in (None, origin) else None
        return {"handle": handle_value} if handle_value else {}

    async def history_request(self, sid: str, *_: object) -> None:
        """Send the history of the socket's own conversation, and again after a turn that is running."""
        visit = await self.visits.get(sid)
        if visit is None or not await self._guard.allows(visit.sender, visit.address):
            return
        running = self._turns.is_running(visit.sender)
        await self._send_history(sid, visit)
        if running:
            # Replies of the running turn are not stored yet.
            self._turns.start(visit.sender, partial(self._send_history, sid, visit))

    async def feedback(self, sid: str, *data: object) -> dict[str, Any]:
        """Store the user's feedback on an answer of this conversation."""
        visit = await self.visits.get(sid)
        if visit is None or not await self._guard.allows(visit.sender, visit.address):
            return {"ok": False}
        store = loaded_agent(visit.app).tracker_store
        return {"ok": await self._feedback.take(store, visit.sender, data[0] if data else None)}

    async def user_uttered(self, sid: str, *data: object) -> dict[str, Any]:
        """Start a turn. The acknowledgement confirms that the message arrived, not that it is answered."""
        visit = await self.visits.get(sid)
        if visit is None:
            return REJECTED
        if visit.is_flooding and not self._turns.has_taken(visit, read_message_id(data[0] if data else None)):
            # Neither read nor counted against the limits: each message of a flood would cost that.
            self._guard.too_many()
            return REJECTED
        # Each event runs in its own task, and Redis may answer their requests in any order.
        # A page that lost its socket sends the message again, so two sockets may bring it at once.
        async with self._turns.taking.of(visit.sender):
            return await self._take(sid, visit, *data)

    async def _move(self, sid: str, visit: Visit, sender: str) -> None:
        await self._sio.leave_room(sid, visit.sender)
        visit.sender = sender
        await self._sio.enter_room(sid, sender)

    async def _take(self, sid: str, visit: Visit, *data: object) -> dict[str, Any]:
        packet = data[0] if data else None
        message_id = read_message_id(packet)
        if self._turns.has_taken(visit, message_id):
            return await self._take_again(sid, visit, packet, message_id)
        refusal = await self._guard.too_fast(visit.sender, visit.address)
        turn = None if refusal else self._read(visit, packet)
        if isinstance(turn, PageTurn) and not self._turns.has_room(visit, turn):
            refusal, turn = self._guard.too_many(), None
        if not isinstance(turn, PageTurn):
            refusal = refusal or (self._guard.too_long() if turn else self._guard.malformed())
            await self._refuse(visit, refusal)
            return REJECTED
        turn = await as_offered(turn, visit.sender, visit.app)
        if self._turns.has_pressed(visit, turn):
            return REPEATED
        if turn.shown:
            # for the other windows of the same conversation
            echo = {"sender": "user", "text": turn.shown, "id": turn.message_id, **turn.beside}
            await self._sio.emit("user_echo", echo, room=visit.sender, skip_sid=sid)
        self._turns.take(visit, turn)
        await self.visits.sent(visit)
        return {"shown": turn.shown}

    async def _refuse(self, visit: Visit, refusal: Refusal) -> None:
        if refusal.text and (refusal.reason != TOO_FAST or visit.is_asked_to_wait()):
            await self._turns.output().send_response(visit.sender, refusal_message(refusal.text, refusal.reason))

    async def _take_again(self, sid: str, visit: Visit, packet: object, message_id: str | None) -> dict[str, Any]:
        """Acknowledge a repeated message. Repeats have their own rate limit, as clients resend all unconfirmed ones."""
        if not self._turns.is_running(visit.sender):
            await self._sio.emit("bot_typing", {"on": False, "id": message_id}, to=sid)
        turn = self._read(visit, packet) if await self._guard.allows(f"again {visit.sender}", "") else None
        shown = (await as_offered(turn, visit.sender, visit.app)).shown if isinstance(turn, PageTurn) else None
        return {"shown": shown}

    def _read(self, visit: Visit, packet: object) -> PageTurn | TooLong | None:
        settings = self._settings
        read = read_packet(packet, settings.metadata_key, settings.payload_intents, public_words(visit.app))
        return with_picture(read, packet, self._key, visit.sender)

    async def stop(self, seconds: float) -> None:
        """Let the running turns end, then close the sockets."""
        await self._turns.drain(seconds)
        await close_all(self._sio)

    async def _send_history(self, sid: str, visit: Visit) -> None:
        before: int | None = None
        try:
            tracker = await loaded_agent(visit.app).tracker_store.retrieve_full_tracker(visit.sender)
            events = [event.as_dict() for event in tracker.events] if tracker else []
            messages = history(events, public_words(visit.app))
            before = await self._waiting.before(visit.sender, tracker) if tracker else None
        except Exception as error:  # each store has errors of its own
            logger.error("A history could not be read: %s", type(error).__name__)
            messages = []
        feedback_by_message = await self._feedback.of(visit.sender)
        rated = [{**message, **feedback_by_message.get(message["id"], {})} for message in messages]
        await self._sio.emit("history", rated, to=sid)
        if before is not None:
            await self._sio.emit("queue", {"waiting": before}, to=sid)
