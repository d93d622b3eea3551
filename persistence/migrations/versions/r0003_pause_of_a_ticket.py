"""Adds tickets.paused_until: until when a person has the conversation."""

from alembic import op
from sqlalchemy import Column, String, inspect

revision = "r0003_pause_of_a_ticket"
down_revision = "r0002_ticket_names"


def upgrade() -> None:
    there = {column["name"] for column in inspect(op.get_bind()).get_columns("tickets")}
    if "paused_until" not in there:
        op.add_column("tickets", Column("paused_until", String(32)))
