"""Where a conversation is kept: all that expiry, export and deletion know of the tables of Rasa, tickets, feedback.

tests/persistence/privacy/test_tables.py holds it to what these really make.
"""

from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, column, inspect, table

events: Any = table(
    "events",
    *map(column, ("id", "sender_id", "type_name", "timestamp", "intent_name", "action_name", "data")),
)
tickets: Any = table(
    "tickets",
    *map(column, ("id", "conversation", "opened", "closed", "channel", "reason", "topic", "faq_id")),
    *map(column, ("role", "city", "transcript")),
)
# The waiting news of a ticket, by the ticket's id.
ticket_events: Any = table("ticket_events", *map(column, ("number", "ticket", "body", "attempts", "due")))
feedback: Any = table("feedback", *map(column, ("conversation", "message", "faq_id", "helpful", "reason", "at")))

ALL = (events, tickets, ticket_events, feedback)

metadata = MetaData()

# What remains of a message, of which nobody can say whose it was; `day` in UTC.
anonymous_messages: Any = Table(
    "anonymous_messages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(32), nullable=False),
    Column("day", String(10), nullable=False),
    Column("who", String(4), nullable=False),
    Column("channel", String(64)),
    Column("intent", String(64)),
    Column("outcome", String(16)),
    Column("faq_id", String(64)),
)

Index("anonymous_messages_day", anonymous_messages.c.day)


def present(connection: Any) -> frozenset[str]:
    """Return the names of those tables that there are: each is made when something is first kept in it."""
    there = inspect(connection).get_table_names()
    return frozenset(one.name for one in ALL) & frozenset(there)
