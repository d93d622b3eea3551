"""last_of() and unread_of(): the last message and the number of unread ones for the lists of requests."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select

from console.answers.suggestions import asks_nothing
from console.conversation.messages import Message, message_of
from console.conversation.ticket_events import events_of_ticket
from persistence.tables import events, tickets
from understanding.labels import ASKS_NOTHING

_BY_PERSON = events.c.data.contains('"from": "person"')
"""Safe as a text search, because quotation marks that users type are escaped in the JSON."""

_FROM_PEOPLE = or_(events.c.type_name == "user", (events.c.type_name == "bot") & _BY_PERSON)


LOOKED_AT = (3, 12)
"""How many messages are searched for one with content. Few at first, as rows with parse data are large."""

WISH = frozenset({"handoff"})
"""Intents ignored after the agent's first reply; before it, those of ASKS_NOTHING are ignored."""


def last_of(connection: Any, rows: Sequence[Any]) -> dict[str, dict[str, Any]]:
    """Return the last message with content of each request, without the assistant's messages.

    `from` and `text` are that message's; `at` is the time of the newest message. `rows`: of tickets.
    """
    messages = {row.id: _last(connection, row) for row in rows}
    return {id_: {name: last[name] for name in ("from", "text", "at")} for id_, last in messages.items() if last}


def _last(connection: Any, ticket: Any) -> Message | None:
    newest: Message | None = None
    for most in LOOKED_AT:
        rows = connection.execute(
            select(events).where(events_of_ticket(ticket), _FROM_PEOPLE).order_by(events.c.id.desc()).limit(most)
        )
        messages = [(message, row) for row in rows if (message := message_of(row, {}, {}))]
        newest = messages[0][0] if messages else None
        quiet = WISH if ticket.state == "active" and ticket.first_reply_at else ASKS_NOTHING
        telling = next((message for message, row in messages if _tells(message, row, quiet)), None)
        if newest and telling:
            return {**telling, "at": newest["at"]}
    return newest


def _tells(message: Message, row: Any, quiet: frozenset[str]) -> bool:
    if message["from"] != "user":
        return True
    return not asks_nothing(json.loads(row.data).get("parse_data") or {}, quiet)


def unread_of(connection: Any, ids: Sequence[str]) -> dict[str, int]:
    """Return for each ticket how many of the user's messages its agent has not seen."""
    newer = (events.c.sender_id == tickets.c.conversation) & (events.c.id > tickets.c.seen_event)
    query = select(tickets.c.id, func.count(events.c.id).label("many"))
    query = query.select_from(tickets.join(events, newer)).where(tickets.c.id.in_(ids), events.c.type_name == "user")
    return {row.id: row.many for row in connection.execute(query.group_by(tickets.c.id))} if ids else {}
