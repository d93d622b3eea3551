"""Creates the tables of version 0.1.0, and their indexes, where they are missing.

Rasa's own tracker store makes `events` the same way. What is there stays as it is.
"""

from alembic import op
from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

revision = "r0001_first_tables"
down_revision = None


def upgrade() -> None:
    connection = op.get_bind()
    for table in _tables().sorted_tables:
        table.create(connection, checkfirst=True)
        # A process that was killed may have left a table without its index.
        for index in table.indexes:
            index.create(connection, checkfirst=True)


def _tables() -> MetaData:
    made = MetaData()
    _conversations(made)
    _tickets(made)
    return made


def _conversations(made: MetaData) -> None:
    Table(
        "events",
        made,
        Column("id", Integer, primary_key=True),
        Column("sender_id", String(255), nullable=False, index=True),
        Column("type_name", String(255), nullable=False),
        Column("timestamp", Float),
        Column("intent_name", String(255)),
        Column("action_name", String(255)),
        Column("data", Text),
    )
    Table(
        "feedback",
        made,
        Column("conversation", String(255), primary_key=True),
        Column("message", String(64), primary_key=True),
        Column("faq_id", String(64), nullable=False, index=True),
        Column("helpful", Boolean, nullable=False),
        Column("reason", String(64)),
        Column("at", String(32), nullable=False),
    )
    Table(
        "anonymous_messages",
        made,
        Column("id", Integer, primary_key=True),
        Column("conversation", String(32), nullable=False),
        Column("day", String(10), nullable=False),
        Column("who", String(4), nullable=False),
        Column("channel", String(64)),
        Column("intent", String(64)),
        Column("outcome", String(16)),
        Column("faq_id", String(64)),
        Index("anonymous_messages_day", "day"),
    )


def _tickets(made: MetaData) -> None:
    Table(
        "tickets",
        made,
        Column("id", String(32), primary_key=True),
        Column("conversation", String(255), nullable=False, index=True),
        Column("opened", String(32), nullable=False),
        Column("closed", String(32)),
        Column("channel", String(64), nullable=False),
        Column("reason", String(16), nullable=False),
        Column("topic", String(32)),
        Column("faq_id", String(64)),
        Column("role", String(16)),
        Column("city", String(16)),
        Column("transcript", Text, nullable=False),
    )
    Table(
        "ticket_events",
        made,
        Column("number", Integer, primary_key=True),
        Column("ticket", String(32), ForeignKey("tickets.id"), nullable=False),
        Column("body", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("due", Float, nullable=False),
        Index("ticket_events_due", "due"),
    )
