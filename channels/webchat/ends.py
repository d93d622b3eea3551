"""Ends: the events by which a page ends a conversation, at once or when it has a connection again."""

from collections.abc import Mapping
from typing import Any

from sanic import Sanic
from socketio import AsyncServer

from channels.guard.guard import Guard
from channels.rasa_server import agent_of
from channels.turns import Turns
from channels.webchat import end_pass
from channels.webchat.ending import end_conversation
from channels.webchat.visits import Visits
from channels.webchat.waiting import QueueWaiting


class Ends:
    def __init__(
        self, sio: AsyncServer, key: bytes, visits: Visits, guard: Guard, turns: Turns, waiting: QueueWaiting
    ) -> None:
        """`key`: that of the session ids."""
        self._sio, self._key = sio, key
        self._visits, self._guard = visits, guard
        self._turns, self._waiting = turns, waiting
        for name in ("end", "end_pass", "end_late"):
            sio.on(name, getattr(self, name))

    async def end(self, sid: str, *_: object) -> dict[str, Any]:
        """End the conversation in all its windows, after the running turns."""
        visit = await self._visits.get(sid)
        if visit is None or not await self._guard.allows(visit.sender, visit.address):
            return {"ok": False}
        return {"ok": await self._end(visit.app, visit.sender, sid)}

    async def end_pass(self, sid: str, *_: object) -> dict[str, Any]:
        """Return what ends this conversation later; the host platform's users are signed out by their platform."""
        visit = await self._visits.get(sid)
        if visit is None or visit.user is not None or not await self._guard.allows(visit.sender, visit.address):
            return {}
        return {"pass": end_pass.issue(self._key, visit.sender)}

    async def end_late(self, sid: str, *data: object) -> dict[str, Any]:
        """End the conversation of a pass. `unknown`: it is none of this server's, so there is nothing to end."""
        visit = await self._visits.get(sid)
        # Limited by socket, because each request may name another conversation.
        if visit is None or not await self._guard.allows(sid, visit.address):
            return {"ok": False}
        packet = data[0] if data and isinstance(data[0], Mapping) else {}
        sender = end_pass.verified_conversation(self._key, packet.get("pass"))
        if sender is None:
            return {"ok": False, "unknown": True}
        return {"ok": await self._end(visit.app, sender, sid)}

    async def _end(self, app: Sanic, sender: str, sid: str) -> bool:
        stored: list[bool] = []

        async def ending() -> None:
            agent = agent_of(app)
            stored.append(agent is not None and await end_conversation(agent, sender))
            await self._waiting.end(sender)

        await self._turns.start(sender, ending)
        if stored == [True]:
            await self._sio.emit("ended", room=sender, skip_sid=sid)
        return stored == [True]
