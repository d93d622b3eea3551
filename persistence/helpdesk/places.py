"""Reads the state of a conversation's request: who has it, and how many wait before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from persistence.database import Database
from persistence.staff_tables import agents
from persistence.tables import tickets


@dataclass(frozen=True)
class Handover:
    """An open request. `agent`: the title of who has it, None for nobody; `position`: how many wait before it."""

    ticket: str
    state: str
    number: int | None
    agent: str | None
    position: int


class QueuePlaces:
    """Works with any database of SQLAlchemy. Its methods block, and raise SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def position(self, conversation: str) -> int:
        """Return how many wait before the conversation; 0 where it does not wait."""
        state = self.state_of(conversation)
        return state.position if state else 0

    def state_of(self, conversation: str) -> Handover | None:
        """Return the conversation's open request, None where there is none."""
        mine = select(tickets).where(tickets.c.conversation == conversation, tickets.c.state != "closed")
        with self._database.begin() as connection:
            row = connection.execute(mine.order_by(tickets.c.opened.desc()).limit(1)).first()
            if row is None:
                return None
            title = titles_of(connection, [row.agent]).get(row.agent) if row.agent else None
            return Handover(row.id, row.state, row.number, title, ahead_of(connection, row))


def ahead_of(connection: Any, ticket: Any) -> int:
    """Return how many wait before this row of tickets; 0 where it does not wait."""
    if ticket.state != "waiting":
        return 0
    same = (tickets.c.waiting_since == ticket.waiting_since) & (tickets.c.number < ticket.number)
    before = or_(tickets.c.waiting_since < ticket.waiting_since, same)
    query = select(func.count()).select_from(tickets).where(tickets.c.state == "waiting", before)
    return int(connection.execute(query).scalar())


def titles_of(connection: Any, ids: Iterable[str | None]) -> dict[str, str]:
    """Return what users read of these agents, by id."""
    present = {id_ for id_ in ids if id_}
    rows = connection.execute(select(agents.c.id, agents.c.title).where(agents.c.id.in_(present))) if present else ()
    return {row.id: row.title for row in rows}
