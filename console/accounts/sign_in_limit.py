"""SignInLimit: limits attempts to sign in, per name and per address, so that passwords cannot be guessed."""

import hashlib

from sqlalchemy import func, select

from persistence.database import Database
from persistence.staff_tables import sign_ins

MINUTES = 15
"""The time in which attempts count. persistence/privacy/staff.py must keep them longer."""

MOST_OF_A_NAME, MOST_OF_AN_ADDRESS = 10, 30
"""Failed attempts allowed in that time. Addresses get more, because an office may share one."""


class SignInLimit:
    """Counts each attempt before the password is checked, so that parallel attempts count as well.

    Its methods block, and raise SQLAlchemyError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_on(self, name: str, address: str, now: float) -> bool:
        """Count an attempt; return whether it is above the limit."""
        by_name, by_address = _keys(name, address)
        with self._database.begin() as connection:
            connection.execute(sign_ins.delete().where(sign_ins.c.at < now - MINUTES * 60))
            connection.execute(sign_ins.insert(), [{"key": by_name, "at": now}, {"key": by_address, "at": now}])
            counts = [_count(connection, key) for key in (by_name, by_address)]
        return counts[0] > MOST_OF_A_NAME or counts[1] > MOST_OF_AN_ADDRESS

    def off(self, name: str, address: str, now: float) -> None:
        """Clear the name's attempts, and the address's attempt made at `now`, because it succeeded."""
        by_name, by_address = _keys(name, address)
        with self._database.begin() as connection:
            connection.execute(sign_ins.delete().where(sign_ins.c.key == by_name))
            connection.execute(sign_ins.delete().where(sign_ins.c.key == by_address, sign_ins.c.at == now))


def _keys(name: str, address: str) -> tuple[str, str]:
    # Hashed, because people sometimes type their password into the field of the name.
    hidden = hashlib.sha256(name.lower().encode("utf-8", "replace")).hexdigest()[:32]
    return f"name:{hidden}", f"address:{address}"


def _count(connection: object, key: str) -> int:
    query = select(func.count()).select_from(sign_ins).where(sign_ins.c.key == key)
    return int(connection.execute(query).scalar())  # type: ignore[attr-defined]
