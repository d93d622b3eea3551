"""Renames conversations that earlier versions stored under names from outside."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, or_, select, text

from persistence.names import Names
from persistence.privacy.expired import DAY
from persistence.privacy.steps import ROWS, Steps
from persistence.tables import attachments, desk_outbox, events, feedback, staff_forms, ticket_events, tickets

CHANNELS = ("socketio", "rest")
"""Channels that take names from outside; names of other channels stay."""

OPENED = "opened"


def rename(steps: Steps, names: Names) -> int:
    """Rename them and return how many. Safe beside another process that does the same or was stopped half-way."""
    left, renamed = steps.look(_left), 0
    for begin in range(0, len(left), ROWS):
        renamed += steps.change(_rename, left[begin : begin + ROWS], names)
    return renamed


def _left(connection: Any) -> list[str]:
    """Return the names that are not in today's form; names of other channels are among them."""
    if connection.dialect.name == "postgresql":
        # All names are looked through, which may take longer than a turn's statement.
        connection.execute(text("SET statement_timeout = 0"))
    through = tickets.c.channel.in_(CHANNELS) & (func.length(tickets.c.opened) > DAY)
    queries = (
        (events.c.sender_id, events.c.sender_id.isnot(None)),
        (tickets.c.conversation, through),
        (feedback.c.conversation, func.length(feedback.c.at) > DAY),
    )
    selected = (select(name).where(_outside(name), where).distinct() for name, where in queries)
    return sorted({name for query in selected for name in connection.execute(query).scalars()})


def _outside(name: Any) -> Any:
    """Return the SQL condition that a name is not in today's form, as persistence.names.is_stored defines it."""
    ours = and_(func.substr(name, 1, 6) == "named-", func.length(name) == len("named-") + 32)
    return ~or_(func.substr(name, 1, 4) == "web-", func.substr(name, 1, 7) == "wechat-", ours)


def _rename(connection: Any, old: Sequence[str], names: Names) -> int:
    ours = [name for name in old if not _is_of_another_channel(connection, name)]
    for name in ours:
        _rename_one(connection, name, names.conversation(name), names.seal(name))
    return len(ours)


def _is_of_another_channel(connection: Any, name: str) -> bool:
    user_messages = select(events.c.id).where(events.c.sender_id == name, events.c.type_name == "user").limit(1)
    # A quotation mark that a user has typed is escaped in JSON.
    through = or_(*(events.c.data.contains(f'"input_channel": "{channel}"') for channel in CHANNELS))
    return (
        connection.execute(user_messages).first() is not None
        and connection.execute(user_messages.where(through)).first() is None
    )


def _rename_one(connection: Any, name: str, new: str, sealed: str) -> None:
    connection.execute(events.update().where(events.c.sender_id == name).values(sender_id=new))
    theirs = select(tickets.c.id).where(tickets.c.conversation == name)
    for row in connection.execute(select(ticket_events).where(ticket_events.c.ticket.in_(theirs))).all():
        body = {**json.loads(row.body), "conversation": new}
        more = {"name": sealed} if body.get("event") == OPENED else {}
        changed = ticket_events.update().where(ticket_events.c.number == row.number)
        connection.execute(changed.values(body=json.dumps({**body, **more}, ensure_ascii=False)))
    connection.execute(tickets.update().where(tickets.c.conversation == name).values(conversation=new, name=sealed))
    for table in (desk_outbox, attachments, staff_forms):
        connection.execute(table.update().where(table.c.conversation == name).values(conversation=new))
    # Feedback stored under the new name since then is newer.
    newer = select(feedback.c.message).where(feedback.c.conversation == new)
    connection.execute(feedback.delete().where(feedback.c.conversation == name, feedback.c.message.in_(newer)))
    connection.execute(feedback.update().where(feedback.c.conversation == name).values(conversation=new))
