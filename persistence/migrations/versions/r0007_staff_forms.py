"""Creates the table staff_forms: what users fill in for the staff, encrypted."""

from alembic import op
from sqlalchemy import Column, Float, String, Text

revision = "r0007_staff_forms"
down_revision = "r0006_attachments"


def upgrade() -> None:
    op.create_table(
        "staff_forms",
        Column("ticket", String(32), primary_key=True),
        Column("conversation", String(255), nullable=False, index=True),
        Column("sealed", Text),
        Column("filled", Float),
        Column("link_hash", String(64), index=True),
        Column("link_until", Float),
    )
