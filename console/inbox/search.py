"""search_condition(): the SQL condition of the search by number, city, colleague, or text of the conversation."""

import json
from typing import Any

from sqlalchemy import JSON, cast, func, or_, select

from persistence.staff_tables import agents
from persistence.tables import events, tickets


def search_condition(sought: str, dialect: str) -> Any:
    """Return the condition on a row of tickets. `dialect`: the database's name in SQLAlchemy."""
    if sought.isascii() and sought.isdecimal() and len(sought) < 10:
        return tickets.c.number == int(sought)
    on_postgres = dialect == "postgresql"
    theirs = tickets.c.agent.in_(select(agents.c.id).where(agents.c.title.contains(sought, autoescape=True)))
    at_the_beginning = _line(sought) if on_postgres else _line_sqlite(sought)
    return or_(
        at_the_beginning, _in_messages(sought, on_postgres), theirs, tickets.c.city.contains(sought, autoescape=True)
    )


def _in_messages(sought: str, on_postgres: bool) -> Any:
    """Return the condition on stored messages: their texts and titles of pressed buttons, not other JSON."""
    text, title = (_of_event(path, on_postgres).contains(sought, autoescape=True) for path in _TEXTS)
    matching = select(events.c.id).where(
        events.c.sender_id == tickets.c.conversation,
        events.c.type_name.in_(("user", "bot")),
        # A cheap text search first, in Rasa's ASCII JSON, so that few rows are parsed.
        events.c.data.contains(json.dumps(sought)[1:-1], autoescape=True),
        or_(text, title),
    )
    return matching.exists()


_TEXTS = (("text",), ("metadata", "title"))


def _of_event(path: tuple[str, ...], on_postgres: bool) -> Any:
    if on_postgres:
        return cast(events.c.data, JSON)[path].as_string()
    return func.json_extract(events.c.data, ".".join(("$", *path)))


def _line_sqlite(sought: str) -> Any:
    """Return the condition on the ticket's transcript for SQLite; `_line` is that for PostgreSQL."""
    lines = func.json_each(tickets.c.transcript).table_valued("value")
    text = func.json_extract(lines.c.value, "$.text")
    return select(lines.c.value).where(text.contains(sought, autoescape=True)).correlate(tickets).exists()


def _line(sought: str) -> Any:
    line = func.json_array_elements(cast(tickets.c.transcript, JSON)).column_valued("line")
    text = line.op("->>")("text")
    return select(line).where(text.contains(sought, autoescape=True)).correlate(tickets).exists()
