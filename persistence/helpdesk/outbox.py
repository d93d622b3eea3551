"""Outbox: packets of the desk for the Rasa server, stored with their effect and delivered afterwards."""

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from persistence.database import Database
from persistence.tables import desk_outbox

LONGEST_WAIT = 5.0
"""The most seconds between two attempts, so that delivery resumes soon after the server is back."""

DELIVERED = ("sent", "reached")
"""States of packets that are part of the conversation."""

MOST = 100
"""Rows looked at in one go."""


@dataclass(frozen=True)
class OutboxPacket:
    """One packet. `kind`: its event; `body`: its other fields, except the conversation."""

    id: int
    ticket: str
    conversation: str
    kind: str
    body: Mapping[str, Any]
    attempts: int

    @property
    def delivery(self) -> str:
        """The header X-Delivery."""
        return f"desk-{self.id}"

    @property
    def packet(self) -> dict[str, Any]:
        return {"conversation": self.conversation, "event": self.kind, "ticket": self.ticket, **self.body}


def kept_as(id_: int) -> str:
    """Return the digest of a delivery that channels/desk/deliveries.py keeps in its event's metadata."""
    return hashlib.sha256(b"header:" + f"desk-{id_}".encode()).hexdigest()[:32]


def put(
    connection: Any,
    ticket: Any,
    kind: str,
    body: Mapping[str, Any],
    agent: str | None = None,
    key: str | None = None,
) -> int:
    """Write a packet in the transaction of the change it reports; return its id.

    `ticket`: a row of tickets. `agent`: the id of the agent who caused it. `key`: made by the agent's browser.
    """
    row = {
        "ticket": ticket.id,
        "conversation": ticket.conversation,
        "agent": agent,
        "client_key": key,
        "kind": kind,
        "body": json.dumps(body, ensure_ascii=False),
        "at": time.time(),
        "state": "pending",
        "attempts": 0,
        "due": 0.0,
    }
    return int(connection.execute(desk_outbox.insert().values(**row)).inserted_primary_key[0])


def wait_after(attempts: int) -> float:
    """Return the seconds to wait after so many failed attempts: 0.5, 1, 2, 4, 5."""
    return float(min(LONGEST_WAIT, 0.5 * 2 ** min(attempts - 1, 16)))


class Outbox:
    """Works with any database of SQLAlchemy. Its methods block, and raise SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: float) -> list[OutboxPacket]:
        """Return the packets to send now: the first pending one of each conversation, in order."""
        earlier = desk_outbox.alias()
        waits = earlier.c.conversation == desk_outbox.c.conversation, earlier.c.state == "pending"
        is_first = ~select(earlier.c.id).where(*waits, earlier.c.id < desk_outbox.c.id).exists()
        # A packet due later than LONGEST_WAIT from now shows that the clock was set back; it is due as well.
        is_due = or_(desk_outbox.c.due <= now, desk_outbox.c.due > now + LONGEST_WAIT)
        query = select(desk_outbox).where(desk_outbox.c.state == "pending", is_due, is_first)
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(desk_outbox.c.id).limit(MOST)).all()
        return [
            OutboxPacket(row.id, row.ticket, row.conversation, row.kind, json.loads(row.body), row.attempts)
            for row in rows
        ]

    def sent(self, id_: int, *, reached: bool = False) -> None:
        """Mark a packet as part of the conversation. `reached`: an open page of the user has received it."""
        self._change(id_, state="reached" if reached else "sent")

    def reached(self, conversation: str) -> None:
        """Mark the conversation's sent packets as reached, because the user has it open."""
        there = desk_outbox.c.conversation == conversation, desk_outbox.c.state == "sent"
        with self._database.begin() as connection:
            # Called often and seldom has something to write, so it reads first.
            ids = connection.execute(select(desk_outbox.c.id).where(*there)).scalars().all()
            if ids:
                connection.execute(desk_outbox.update().where(desk_outbox.c.id.in_(ids)).values(state="reached"))

    def failed(self, id_: int) -> None:
        """Mark a packet as undeliverable: the user has gone back to the assistant."""
        self._change(id_, state="failed")

    def again(self, id_: int, attempts: int, now: float) -> None:
        """Keep a packet for another attempt after `attempts` failed ones."""
        self._change(id_, attempts=attempts, due=now + wait_after(attempts))

    def hasten(self) -> None:
        """Make all waiting packets due now, because the Rasa server is back."""
        waits = desk_outbox.c.state == "pending", desk_outbox.c.due > 0
        with self._database.begin() as connection:
            connection.execute(desk_outbox.update().where(*waits).values(due=0.0))

    def _change(self, id_: int, **values: Any) -> None:
        with self._database.begin() as connection:
            connection.execute(desk_outbox.update().where(desk_outbox.c.id == id_).values(**values))
