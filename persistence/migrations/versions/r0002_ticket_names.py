"""Adds tickets.name: what another system calls the user, encrypted."""

from alembic import op
from sqlalchemy import Column, Text

revision = "r0002_ticket_names"
down_revision = "r0001_first_tables"


def upgrade() -> None:
    op.add_column("tickets", Column("name", Text))
