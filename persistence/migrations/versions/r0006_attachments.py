"""Creates the table attachments: pictures, voice and video of conversations."""

from alembic import op
from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, String, Table

revision = "r0006_attachments"
down_revision = "r0005_publications"


def upgrade() -> None:
    made = MetaData()
    Table(
        "attachments",
        made,
        Column("id", String(32), primary_key=True),
        Column("conversation", String(255), nullable=False, index=True),
        Column("by", String(5), nullable=False),
        Column("client_key", String(64), nullable=False),
        Column("kind", String(8), nullable=False),
        Column("media_type", String(32), nullable=False),
        Column("width", Integer, nullable=False),
        Column("height", Integer, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("content", LargeBinary, nullable=False),
        Column("at", Float, nullable=False),
        Index("attachments_key", "conversation", "by", "client_key", unique=True),
        Index("attachments_at", "at"),
    )
    made.create_all(op.get_bind())
