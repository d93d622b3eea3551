"""Brake: whoever guesses passwords is stopped for a while, by the name they try and by their address."""

import hashlib

from sqlalchemy import func, select

from persistence.database import Database
from persistence.staff_tables import sign_ins

MINUTES = 15
"""persistence/privacy/staff.py keeps attempts longer than that."""

MOST_OF_A_NAME, MOST_OF_AN_ADDRESS = 10, 30
"""Failed attempts in that time; a whole office may share one address."""


class Brake:
    """Its methods block, and raise SQLAlchemyError. An attempt counts until it has succeeded: many at once are no way
    round it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_on(self, name: str, address: str, now: float) -> bool:
        """Count an attempt; say whether it is one too many."""
        by_name, by_address = _keys(name, address)
        with self._database.begin() as connection:
            connection.execute(sign_ins.delete().where(sign_ins.c.at < now - MINUTES * 60))
            connection.execute(sign_ins.insert(), [{"key": by_name, "at": now}, {"key": by_address, "at": now}])
            counts = [_count(connection, key) for key in (by_name, by_address)]
        return counts[0] > MOST_OF_A_NAME or counts[1] > MOST_OF_AN_ADDRESS

    def off(self, name: str, address: str, now: float) -> None:
        """The attempt made at `now` has succeeded: of its name nothing is left, of its address one less."""
        by_name, by_address = _keys(name, address)
        with self._database.begin() as connection:
            connection.execute(sign_ins.delete().where(sign_ins.c.key == by_name))
            connection.execute(sign_ins.delete().where(sign_ins.c.key == by_address, sign_ins.c.at == now))


def _keys(name: str, address: str) -> tuple[str, str]:
    # What is typed for a name may be anything, a password among it.
    hidden = hashlib.sha256(name.lower().encode("utf-8", "replace")).hexdigest()[:32]
    return f"name:{hidden}", f"address:{address}"


def _count(connection: object, key: str) -> int:
    asked = select(func.count()).select_from(sign_ins).where(sign_ins.c.key == key)
    return int(connection.execute(asked).scalar())  # type: ignore[attr-defined]
