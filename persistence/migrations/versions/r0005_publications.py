"""Creates the table publications: one row for each publication of content."""

from alembic import op
from sqlalchemy import Column, Integer, String, Text, inspect

revision = "r0005_publications"
down_revision = "r0004_helpdesk"


def upgrade() -> None:
    if inspect(op.get_bind()).has_table("publications"):
        return
    op.create_table(
        "publications",
        Column("number", Integer, primary_key=True, autoincrement=True),
        Column("at", String(32), nullable=False),
        Column("who", String(64), nullable=False),
        Column("kind", String(16), nullable=False),
        Column("version", Integer, nullable=False),
        Column("model", String(64), nullable=False),
        Column("content", String(32), nullable=False),
        Column("changes", Text, nullable=False),
        Column("figures", Text, nullable=False),
        Column("outcome", String(16), nullable=False),
    )
