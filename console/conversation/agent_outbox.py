"""AgentOutbox: puts an agent's message into the outbox, in the transaction that checks permission. Delivery follows."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from console.accounts.agent import Agent
from console.conversation.messages import response_metadata
from persistence.attachments.marks import KEY, metadata_of
from persistence.database import Database
from persistence.helpdesk.handovers import Recorder, locked_agent
from persistence.helpdesk.outbox import put
from persistence.helpdesk.states import allows, now_iso
from persistence.tables import desk_outbox, events, tickets


@dataclass(frozen=True)
class AgentMessage:
    """A message of an agent.

    `key`: made by the browser, the same when it retries; `seen`: the last event the agent saw, None for no check.
    `faq_id`: of the answer that the text is; `picture`: the id of the picture sent.
    """

    ticket: str
    key: str
    text: str
    seen: int | None = None
    faq_id: str | None = None
    picture: str | None = None


class NotAssigned(Exception):
    """The conversation is no longer the agent's."""


class ColleagueWrote(Exception):
    """Another agent wrote after the last event that this agent saw."""


class AgentOutbox:
    """Its method blocks, and raises SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, who: Agent, message: AgentMessage, record: Recorder) -> dict[str, Any]:
        """Store the message and return it as the API has it; raises NotAssigned and ColleagueWrote."""
        with self._database.begin() as connection:
            # The lock makes one agent's requests wait, so that two with the same key are one message.
            if locked_agent(connection, who.id) is None:
                raise NotAssigned
            mine = desk_outbox.c.agent == who.id, desk_outbox.c.client_key == message.key
            there = connection.execute(select(desk_outbox).where(*mine)).first()
            if there is None:
                self._put(connection, who, message)
                record(connection, message.ticket)
                there = connection.execute(select(desk_outbox).where(*mine)).one()
        body = json.loads(there.body)
        return {
            "id": None,
            "at": there.at,
            "from": "agent",
            "agent": body["agent"],
            "text": body["text"],
            **({KEY: body[KEY]} if KEY in body else {}),
            "key": there.client_key,
            "state": there.state,
        }

    def _put(self, connection: Any, who: Agent, message: AgentMessage) -> None:
        hers = tickets.c.id == message.ticket, tickets.c.agent == who.id
        # In PostgreSQL the lock keeps others from closing or transferring it meanwhile.
        row = connection.execute(select(tickets).where(*hers).with_for_update()).first()
        if row is None or not allows(row.state, "reply"):
            raise NotAssigned
        if message.seen is not None and _colleague_wrote(connection, row, who, message.seen):
            raise ColleagueWrote
        more = {"faq_id": message.faq_id} if message.faq_id else {}
        more |= metadata_of(message.picture, "picture") if message.picture else {}
        body = {"text": message.text, "agent": who.title, **more}
        put(connection, row, "message", body, who.id, message.key)
        first = func.coalesce(tickets.c.first_reply_at, now_iso())
        connection.execute(tickets.update().where(*hers).values(first_reply_at=first))


def _colleague_wrote(connection: Any, ticket: Any, who: Agent, seen: int) -> bool:
    mine = desk_outbox.c.ticket == ticket.id, desk_outbox.c.kind == "message", desk_outbox.c.agent != who.id
    if connection.execute(select(desk_outbox.c.id).where(*mine, desk_outbox.c.state == "pending")).first():
        return True
    newer = events.c.sender_id == ticket.conversation, events.c.id > seen, events.c.type_name == "bot"
    for data in connection.execute(select(events.c.data).where(*newer)).scalars():
        metadata = response_metadata(json.loads(data))
        if metadata.get("from") == "person" and metadata.get("agent") not in (None, who.title):
            return True
    return False
