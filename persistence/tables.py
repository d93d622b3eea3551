"""The tables of the assistant, each defined here and nowhere else; persistence/migrations/ makes them.

A migration is written once and stays as it is, so it repeats the columns of its time. A test holds what the migrations
make to what stands here.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

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
    # what staff call it by, counted from 1; none where a program before this column opened it
    Column("number", Integer),
    # waiting, active, left or closed: persistence/helpdesk/states.py
    Column("state", String(10), nullable=False, server_default="left"),
    # the agent who has it, or had it last
    Column("agent", String(32)),
    # ISO 8601 in UTC, as all times of a ticket; since when the user waits stays when it returns to the queue
    Column("waiting_since", String(32)),
    Column("claimed_at", String(32)),
    Column("first_reply_at", String(32)),
    # why it ended: persistence/helpdesk/states.py
    Column("ended", String(16)),
    # what the agent who passed it on wrote to the next one
    Column("note", Text),
    # the number of the last event of the conversation that its agent has seen
    Column("seen_event", Integer, nullable=False, server_default="0"),
)

Index("tickets_number", tickets.c.number, unique=True)
Index("tickets_state", tickets.c.state, tickets.c.waiting_since)

# Events for another system's desk, in order; a row is deleted when the desk has taken it.
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

# Packets of the desk for the Rasa server. Ids are never reused, so each counts as one delivery.
desk_outbox: Any = Table(
    "desk_outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("ticket", String(32), nullable=False, index=True),
    Column("conversation", String(255), nullable=False, index=True),
    Column("agent", String(32)),
    # made by the agent's browser: what comes twice is one message
    Column("client_key", String(64)),
    # message, claimed, returned, queue or closed
    Column("kind", String(16), nullable=False),
    # JSON: the packet
    Column("body", Text, nullable=False),
    Column("at", Float, nullable=False),
    # pending, sent (part of the conversation), reached (an open page of the user has it) or failed
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", Float, nullable=False),
    sqlite_autoincrement=True,
)

Index("desk_outbox_state", desk_outbox.c.state, desk_outbox.c.due)
Index("desk_outbox_key", desk_outbox.c.agent, desk_outbox.c.client_key, unique=True)

# Pictures, voice and video, as they are kept; the events of a conversation hold no more than an id.
attachments: Any = Table(
    "attachments",
    metadata,
    # random: who does not know it can't ask for it
    Column("id", String(32), primary_key=True),
    Column("conversation", String(255), nullable=False, index=True),
    # user or agent
    Column("by", String(5), nullable=False),
    # made by whoever sends it: what comes twice is kept once
    Column("client_key", String(64), nullable=False),
    # picture, voice or video
    Column("kind", String(8), nullable=False),
    Column("media_type", String(32), nullable=False),
    # pixels, 0 for what is no picture
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    # SHA-256 of the content
    Column("digest", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("at", Float, nullable=False),
)

Index("attachments_key", attachments.c.conversation, attachments.c.by, attachments.c.client_key, unique=True)
Index("attachments_at", attachments.c.at)

# What a user wrote for the staff of one request: persistence/helpdesk/staff_forms.py; times in seconds since 1970.
staff_forms: Any = Table(
    "staff_forms",
    metadata,
    Column("ticket", String(32), primary_key=True),
    Column("conversation", String(255), nullable=False, index=True),
    # JSON, encrypted; none until the user fills it in
    Column("sealed", Text),
    Column("filled", Float),
    # a digest of the one-time link to it, none once it was used
    Column("link_hash", String(64), index=True),
    Column("link_until", Float),
)

OF_A_CONVERSATION = (events, tickets, ticket_events, feedback, desk_outbox, attachments, staff_forms)
"""The tables that expiry, export and deletion go through."""
