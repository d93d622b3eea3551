"""Adds the state of a request to tickets, and creates the built-in desk's tables."""

from alembic import op
from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text, text

revision = "r0004_helpdesk"
down_revision = "r0003_pause_of_a_ticket"


def upgrade() -> None:
    _states()
    connection = op.get_bind()
    made = MetaData()
    _staff(made)
    _doings(made)
    for table in made.sorted_tables:
        table.create(connection)


def _states() -> None:
    """What was open before was registered for later; numbers follow the order of the requests."""
    for column in (
        Column("number", Integer),
        Column("state", String(10), nullable=False, server_default="left"),
        Column("agent", String(32)),
        Column("waiting_since", String(32)),
        Column("claimed_at", String(32)),
        Column("first_reply_at", String(32)),
        Column("ended", String(16)),
        Column("note", Text),
        Column("seen_event", Integer, nullable=False, server_default="0"),
    ):
        op.add_column("tickets", column)
    connection = op.get_bind()
    connection.execute(text("UPDATE tickets SET state = 'closed' WHERE closed IS NOT NULL"))
    ids = connection.execute(text("SELECT id FROM tickets ORDER BY opened, id")).scalars().all()
    for number, id_ in enumerate(ids, 1):
        connection.execute(text("UPDATE tickets SET number = :number WHERE id = :id"), {"number": number, "id": id_})
    op.create_index("tickets_number", "tickets", ["number"], unique=True)
    op.create_index("tickets_state", "tickets", ["state", "waiting_since"])


def _staff(made: MetaData) -> None:
    Table(
        "agents",
        made,
        Column("id", String(32), primary_key=True),
        Column("name", String(64), nullable=False, unique=True),
        Column("title", String(64), nullable=False),
        Column("password_hash", String(255), nullable=False),
        Column("role", String(10), nullable=False),
        Column("state", String(10), nullable=False),
        Column("seen", Float, nullable=False),
        Column("most", Integer, nullable=False),
        Column("disabled", Boolean, nullable=False),
        Column("made", String(32), nullable=False),
    )
    Table(
        "agent_sessions",
        made,
        Column("token_hash", String(64), primary_key=True),
        Column("agent", String(32), nullable=False, index=True),
        Column("made", Float, nullable=False),
        Column("seen", Float, nullable=False),
        Column("until", Float, nullable=False),
    )
    Table(
        "invitations",
        made,
        Column("token_hash", String(64), primary_key=True),
        Column("role", String(10), nullable=False),
        Column("made_by", String(32)),
        Column("until", Float, nullable=False),
        Column("used", Float),
    )
    Table(
        "sign_ins",
        made,
        Column("id", Integer, primary_key=True),
        Column("key", String(128), nullable=False),
        Column("at", Float, nullable=False),
        Index("sign_ins_key", "key", "at"),
    )


def _doings(made: MetaData) -> None:
    Table(
        "audit",
        made,
        Column("id", Integer, primary_key=True),
        Column("at", String(32), nullable=False),
        Column("agent", String(32)),
        Column("what", String(32), nullable=False),
        Column("ticket", String(32)),
        Column("detail", String(255)),
        Column("address", String(64)),
    )
    Table(
        "desk_outbox",
        made,
        Column("id", Integer, primary_key=True),
        Column("ticket", String(32), nullable=False, index=True),
        Column("conversation", String(255), nullable=False, index=True),
        Column("agent", String(32)),
        Column("client_key", String(64)),
        Column("kind", String(16), nullable=False),
        Column("body", Text, nullable=False),
        Column("at", Float, nullable=False),
        Column("state", String(10), nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("due", Float, nullable=False),
        Index("desk_outbox_state", "state", "due"),
        Index("desk_outbox_key", "agent", "client_key", unique=True),
        # An id that was deleted is never given again.
        sqlite_autoincrement=True,
    )
    Table(
        "canned",
        made,
        Column("id", String(32), primary_key=True),
        Column("title", String(64), nullable=False),
        Column("text", Text, nullable=False),
        Column("by", String(32), nullable=False),
        Column("at", String(32), nullable=False),
    )
