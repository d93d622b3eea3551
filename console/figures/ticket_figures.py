"""TicketFigures: reads the requests of some days from the database and computes their figures."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import func, select

from console.figures.figures import PersonRequest, asked_again, figures
from console.inbox.ticket_json import topic_title
from owner.open_now import CHINA
from persistence.database import Database
from persistence.helpdesk.places import titles_of
from persistence.tables import tickets

_DAY = 10
_COLUMNS = (
    "conversation", "topic", "agent", "opened", "waiting_since", "claimed_at", "first_reply_at", "closed", "ended",
)  # fmt: skip


class TicketFigures:
    """Its method blocks, and raises SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def figures(self, first: date, last: date) -> dict[str, Any]:
        """Return the figures of requests opened from the first to the last day, in China's time zone.

        Anonymised requests have no times and do not count.
        """
        begin, end = _midnight(first), _midnight(last + timedelta(days=1))
        since, until = (at.isoformat(timespec="seconds") for at in (begin, end))
        of_them = tickets.alias()
        theirs = select(of_them.c.conversation).where(of_them.c.opened >= since, of_them.c.opened < until)
        query = select(*(tickets.c[name] for name in _COLUMNS)).where(
            tickets.c.opened >= since,
            # Later requests of the same users are needed to count those who came back.
            (tickets.c.opened < until) | tickets.c.conversation.in_(theirs),
            func.length(tickets.c.opened) > _DAY,
        )
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(tickets.c.opened)).all()
            titles = titles_of(connection, [row.agent for row in rows])
        requests = [_request(row) for row in rows]
        of_days = [request for request in requests if request.opened < end]
        return figures(
            of_days, asked_again(requests), lambda id_: titles.get(id_, id_), lambda id_: topic_title(id_) or id_
        )


def _request(row: Any) -> PersonRequest:
    times = {name: _time(getattr(row, name)) for name in _COLUMNS[4:8]}
    return PersonRequest(
        row.conversation, row.topic, row.agent, datetime.fromisoformat(row.opened), ended=row.ended, **times
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text and len(text) > _DAY else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA).astimezone(timezone.utc)
