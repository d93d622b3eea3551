"""The tables of the tickets, in the tracker store's database."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

tickets = Table(
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
)

# What a desk has to be told, in the order it happened; a row goes when the desk has taken it.
ticket_events = Table(
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
