"""The tables of the assistant, each defined here and nowhere else; persistence/migrations/ makes them.

A migration is written once and stays as it is, so it repeats the columns of its time. A test holds what the migrations
make to what stands here.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

# The same as Rasa's SQLTrackerStore makes; a row is an event of a conversation.
events: Any = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
)

tickets: Any = Table(
    "tickets",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", String(255), nullable=False, index=True),
    Column("opened", String(32), nullable=False),
    # ISO 8601 in UTC; while there is none, a further call for a person belongs to the same ticket
    Column("closed", String(32)),
    Column("channel", String(64), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("topic", String(32)),
    Column("faq_id", String(64)),
    Column("role", String(16)),
    Column("city", String(16)),
    # JSON: who, at, text
    Column("transcript", Text, nullable=False),
    # what the host platform or a program calls the user, encrypted (persistence/names.py)
    Column("name", Text),
    # ISO 8601 in UTC: until when a person has the conversation; none where the assistant goes on
    Column("paused_until", String(32)),
)

# What a desk has to be told, in the order it happened; a row goes when the desk has taken it.
ticket_events: Any = Table(
    "ticket_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("ticket", String(32), ForeignKey("tickets.id"), nullable=False),
    Column("body", Text, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    # seconds since 1970: not to be sent before, because it failed or somebody is just sending it
    Column("due", Float, nullable=False, default=0.0),
)

Index("ticket_events_due", ticket_events.c.due)

feedback: Any = Table(
    "feedback",
    metadata,
    Column("conversation", String(255), primary_key=True),
    Column("message", String(64), primary_key=True),
    Column("faq_id", String(64), nullable=False, index=True),
    Column("helpful", Boolean, nullable=False),
    Column("reason", String(64)),
    # ISO 8601 in UTC
    Column("at", String(32), nullable=False),
)

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

OF_A_CONVERSATION = (events, tickets, ticket_events, feedback)
"""The tables that expiry, export and deletion go through."""
