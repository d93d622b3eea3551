"""Inbox: reads the lists of requests for a person, and their counts, from the database."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import and_, case, func, select

from console.inbox.last_messages import last_of, unread_of
from console.inbox.search import search_condition
from console.inbox.ticket_json import TicketExtras, ticket_json
from persistence.database import Database
from persistence.helpdesk.places import titles_of
from persistence.tables import tickets

Box = Literal["waiting", "mine", "all", "closed"]
BOXES: tuple[Box, ...] = ("waiting", "mine", "all", "closed")
MOST, MOST_WAITING = 50, 200
_DAY = 10


class Inbox:
    """Its methods block, and raise SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, box: Box, agent: str, sought: str, before: str) -> dict[str, Any]:
        """Return one page of a list as the API has it. `before`: the `opened` of the previous page's last request."""
        most = MOST_WAITING if box == "waiting" else MOST
        query = select(tickets).where(_of(box, agent), func.length(tickets.c.opened) > _DAY)
        query = query.where(tickets.c.opened < before) if before and box != "waiting" else query
        with self._database.begin() as connection:
            query = query.where(search_condition(sought, connection.dialect.name)) if sought else query
            rows = connection.execute(query.order_by(*_order(box)).limit(most + 1)).all()
            shown = _shown(connection, _page(rows, most), agent)
            return {"tickets": shown, "counts": _counts(connection, agent), "more": len(rows) > most}

    def ticket(self, ticket: str, agent: str) -> dict[str, Any] | None:
        """Return one request as the API has it."""
        with self._database.begin() as connection:
            rows = connection.execute(select(tickets).where(tickets.c.id == ticket)).all()
            return next(iter(_shown(connection, rows, agent)), None)

    def counts(self, agent: str) -> dict[str, int]:
        with self._database.begin() as connection:
            return _counts(connection, agent)


def _page(rows: Sequence[Any], most: int) -> Sequence[Any]:
    """Return the rows of one page. Requests of the same second stay on one page, as `before` cannot split them."""
    if len(rows) <= most:
        return rows
    return [row for row in rows[:most] if row.opened != rows[most].opened] or rows[:most]


def _of(box: Box, agent: str) -> Any:
    if box == "waiting":
        return tickets.c.state.in_(("waiting", "left"))
    if box == "mine":
        return and_(tickets.c.state == "active", tickets.c.agent == agent)
    return tickets.c.state == "closed" if box == "closed" else tickets.c.id.isnot(None)


def _order(box: Box) -> Sequence[Any]:
    if box == "waiting":
        return (
            case((tickets.c.state == "waiting", 0), else_=1),
            func.coalesce(tickets.c.waiting_since, tickets.c.opened),
            tickets.c.number,
        )
    return tickets.c.opened.desc(), tickets.c.number.desc()


def _counts(connection: Any, agent: str) -> dict[str, int]:
    by_state = select(tickets.c.state, func.count().label("many")).where(tickets.c.state.in_(("waiting", "left")))
    counts = {row.state: row.many for row in connection.execute(by_state.group_by(tickets.c.state))}
    mine = select(func.count()).select_from(tickets).where(_of("mine", agent))
    return {
        "waiting": counts.get("waiting", 0),
        "left": counts.get("left", 0),
        "mine": connection.execute(mine).scalar(),
    }


def _shown(connection: Any, rows: Sequence[Any], agent: str) -> list[dict[str, Any]]:
    titles = titles_of(connection, [row.agent for row in rows])
    last = last_of(connection, rows)
    unread = unread_of(connection, [row.id for row in rows if row.state == "active" and row.agent == agent])
    return [
        ticket_json(row, TicketExtras(titles.get(row.agent), last.get(row.id), unread.get(row.id, 0))) for row in rows
    ]
