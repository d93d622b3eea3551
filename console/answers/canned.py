"""CannedReplies: stores replies that agents use often. All agents share them."""

import uuid
from typing import Any

from sqlalchemy import func, select

from persistence.database import Database
from persistence.helpdesk.places import titles_of
from persistence.helpdesk.states import now_iso
from persistence.staff_tables import canned

MOST = 200


class TooManyReplies(Exception):
    """MOST replies are stored already."""


class CannedReplies:
    """Its methods block, and raise SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[dict[str, Any]]:
        with self._database.begin() as connection:
            rows = connection.execute(select(canned).order_by(canned.c.title, canned.c.at)).all()
            titles = titles_of(connection, [row.by for row in rows])
        return [
            {"id": row.id, "title": row.title, "text": row.text, "by": titles.get(row.by, ""), "at": row.at}
            for row in rows
        ]

    def add(self, title: str, text: str, by: str) -> str:
        """Store a reply and return its id; raises TooManyReplies."""
        id_ = uuid.uuid4().hex
        row = {"id": id_, "title": title, "text": text, "by": by, "at": now_iso()}
        with self._database.begin() as connection:
            if connection.execute(select(func.count()).select_from(canned)).scalar() >= MOST:
                raise TooManyReplies
            connection.execute(canned.insert().values(**row))
        return id_

    def remove(self, id_: str) -> bool:
        """Remove a reply; return whether it existed."""
        with self._database.begin() as connection:
            return bool(connection.execute(canned.delete().where(canned.c.id == id_)).rowcount)
