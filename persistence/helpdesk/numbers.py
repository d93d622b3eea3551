"""Gives requests the numbers that users are told: 1, 2, 3 …"""

from typing import Any

from sqlalchemy import func, select, text

from persistence.tables import tickets

_LOCK = 0x6E_75_6D_62_65_72
"""The number of PostgreSQL's advisory lock."""


def next_number(connection: Any) -> Any:
    """Return the next number, reserved for the statement that writes it in this transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    # In SQLite the statement that writes has the lock before it reads.
    return select(func.coalesce(func.max(tickets.c.number), 0) + 1).scalar_subquery()
