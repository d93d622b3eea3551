"""PageForm: receives the form for the staff over the socket, which is bound to its conversation."""

from typing import Any

from socketio import AsyncServer

from channels.guard.guard import Guard
from channels.staff_form.receiver import FormReceiver
from channels.webchat.visits import Visits

EVENT = "staff_form"


class PageForm:
    """`taking`: None if there is no form."""

    def __init__(self, sio: AsyncServer, visits: Visits, guard: Guard, taking: FormReceiver | None) -> None:
        self._visits, self._guard, self._taking = visits, guard, taking
        sio.on(EVENT, self.filled)

    async def filled(self, sid: str, *data: object) -> dict[str, Any]:
        """Store the form; the acknowledgement says whether it was stored for a person."""
        visit = await self._visits.get(sid)
        if visit is None or self._taking is None or not data:
            return {"ok": False}
        if not await self._guard.allows(visit.sender, visit.address):
            return {"ok": False}
        return {"ok": await self._taking.take(visit.app, visit.sender, data[0])}
