"""Conversations: reads conversations from Rasa's event table, with the desk's undelivered messages."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from console.answers.suggestions import TypedText
from console.conversation.messages import Message, messages_of
from console.conversation.ticket_events import events_of_ticket, until
from persistence.attachments.marks import KEY
from persistence.database import Database
from persistence.helpdesk.outbox import DELIVERED, kept_as
from persistence.tables import desk_outbox, events, tickets

MOST = 300
"""Most events read when a conversation is opened; the newest."""

_OF_MESSAGES = events.c.type_name.in_(("user", "bot", "session_started"))


@dataclass(frozen=True)
class OpenConversation:
    """`role`: the user's; `last`: the number of the last event read, or the `after` of `open`."""

    conversation: str
    state: str
    agent: str | None
    role: str | None
    messages: list[Message]
    last: int


class Conversations:
    """Its methods block, and raise SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, ticket: str, after: int) -> OpenConversation | None:
        """Return the messages after the event with number `after`; None if there is no such ticket."""
        with self._database.begin() as connection:
            row = connection.execute(select(tickets).where(tickets.c.id == ticket)).first()
            if row is None:
                return None
            newest = (
                select(events)
                .where(events_of_ticket(row), events.c.id > after, _OF_MESSAGES)
                .order_by(events.c.id.desc())
                .limit(MOST)
            )
            stored = connection.execute(newest).all()[::-1]
            own = [packet for packet in connection.execute(_own(row)).all() if packet.at <= until(row)]
        keys = {kept_as(packet.id): _sent_by_desk(packet) for packet in own}
        messages = messages_of(stored, keys)
        arrived = {message["key"] for message in messages if message.get("key")}
        waiting = [
            _waiting(packet) for packet in own if packet.state not in DELIVERED and packet.client_key not in arrived
        ]
        last = stored[-1].id if stored else after
        # Failed messages stand where they were written; pending ones come last.
        failed = [message for message in waiting if message["state"] == "failed"]
        ordered = sorted([*messages, *failed], key=lambda message: message["at"] or 0.0) if failed else messages
        pending = [message for message in waiting if message["state"] == "pending"]
        return OpenConversation(row.conversation, row.state, row.agent, row.role, [*ordered, *pending], last)

    def name_of(self, ticket: str) -> str | None:
        """Return the id of the ticket's conversation, None if there is no such ticket."""
        with self._database.begin() as connection:
            conversation: str | None = connection.execute(
                select(tickets.c.conversation).where(tickets.c.id == ticket)
            ).scalar()
        return conversation

    def seen(self, ticket: str, agent: str, last: int) -> bool:
        """Store that the agent has seen the conversation up to event `last`; return whether that is new.

        It has no effect if the ticket is no longer the agent's. Events that do not exist yet do not count.
        """
        hers = tickets.c.id == ticket, tickets.c.agent == agent, tickets.c.state == "active"
        theirs = events.c.sender_id == tickets.c.conversation, events.c.id <= last
        last_event = select(func.max(events.c.id)).where(*theirs).correlate(tickets).scalar_subquery()
        with self._database.begin() as connection:
            newer = tickets.update().where(*hers, tickets.c.seen_event < last_event)
            return bool(connection.execute(newer.values(seen_event=last_event)).rowcount)

    def typed_text(self, ticket: str, message: int) -> TypedText:
        """Return what the user typed, empty if there is nothing. `message`: the event's number; 0: the last one."""
        with self._database.begin() as connection:
            row = connection.execute(select(tickets).where(tickets.c.id == ticket)).first()
            if row is None:
                return TypedText("", {})
            theirs = [events_of_ticket(row), events.c.type_name == "user"]
            theirs += [events.c.id == message] if message else []
            newest = select(events).where(*theirs).order_by(events.c.id.desc()).limit(20)
            rows = {row.id: row for row in connection.execute(newest)}
        # Attachments are skipped, because no answer can be searched for them.
        newest_message = next((message for message in messages_of(rows.values(), {}) if KEY not in message), None)
        if newest_message is None:
            return TypedText("", {})
        return TypedText(
            str(newest_message["text"]), json.loads(rows[newest_message["id"]].data).get("parse_data") or {}
        )

    def newest(self) -> int:
        """Return the number of the newest event of all conversations."""
        with self._database.begin() as connection:
            return int(connection.execute(select(func.coalesce(func.max(events.c.id), 0))).scalar())


def _own(ticket: Any) -> Any:
    """Return the query of the desk's messages in this conversation, those of earlier requests included."""
    mine = desk_outbox.c.conversation == ticket.conversation, desk_outbox.c.kind == "message"
    return select(desk_outbox).where(*mine).order_by(desk_outbox.c.id.desc()).limit(MOST)


def _sent_by_desk(row: Any) -> Message:
    body = json.loads(row.body)
    more = {"faq_id": body["faq_id"]} if body.get("faq_id") else {}
    # A message found in the conversation was sent, even if the outbox does not show it yet.
    return {"key": row.client_key, "state": "reached" if row.state == "reached" else "sent", **more}


def _waiting(row: Any) -> Message:
    body = json.loads(row.body)
    return {
        "id": None,
        "at": row.at,
        "from": "agent",
        "agent": body.get("agent"),
        "text": body["text"],
        **({KEY: body[KEY]} if KEY in body else {}),
        **_sent_by_desk(row),
        "state": row.state,
    }
