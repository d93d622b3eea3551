"""What the console does to a running assistant: writes to the database, and delivers what users are to be told."""

import time
from collections.abc import Mapping

import aiohttp
from sqlalchemy import select, update

from persistence.helpdesk.outbox import put
from persistence.helpdesk.signing import desk_key
from persistence.staff_tables import agents
from persistence.tables import tickets
from tests.desk_receiver import signed
from tests.persistence.helpdesk.desk import TestDesk


class DeskConsole:
    """`url`: of the assistant; `key`: of its sessions. Nothing is delivered before `deliver`."""

    def __init__(self, desk: TestDesk, url: str, key: str) -> None:
        self.desk = desk
        self._url = f"{url}/webhooks/desk/webhook"
        self._key = desk_key(key)

    async def post(self, packet: Mapping[str, object], delivery: str = "") -> int:
        """Send one packet; returns the status of the answer."""
        body, headers = signed(packet, secret=self._key)
        given = {"X-Delivery": delivery} if delivery else {}
        async with (
            aiohttp.ClientSession() as http,
            http.post(self._url, data=body, headers={**headers, **given}) as response,
        ):
            return response.status

    async def deliver(self, again: int = 1) -> list[int]:
        """Send all that is due, each packet `again` times; returns the answers."""
        answers = []
        while rows := self.desk.outbox.due(time.time() + 1e6):
            for row in rows:
                answers += [await self.post(row.packet, row.delivery) for _ in range(again)]
                self.desk.outbox.sent(row.id)
        return answers

    def open_ticket(self, conversation: str) -> str:
        """Return the id of the conversation's open request."""
        mine = tickets.c.conversation == conversation, tickets.c.state != "closed"
        with self.desk.database.begin() as connection:
            return str(connection.execute(select(tickets.c.id).where(*mine)).scalar_one())

    def writes(self, ticket: str, agent: str, text: str) -> None:
        """The agent writes to the user."""
        with self.desk.database.begin() as connection:
            body = {"text": text, "agent": f"客服{agent}"}
            put(connection, connection.execute(select(tickets).where(tickets.c.id == ticket)).one(), "message", body)

    def is_there(self, agent: str, *, state: str = "online", **more: object) -> None:
        """The agent's browser is there for as long as the test lasts, unless it goes. `more`: columns of the agent."""
        self._set(agent, state=state, seen=time.time() + 1e6, **more)

    def goes(self, agent: str, seconds: float) -> None:
        """Nothing has been heard of the agent's browser for so long."""
        self._set(agent, seen=time.time() - seconds)

    def _set(self, agent: str, **values: object) -> None:
        with self.desk.database.begin() as connection:
            connection.execute(update(agents).where(agents.c.id == agent).values(**values))
