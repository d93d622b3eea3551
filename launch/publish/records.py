"""Records: stores one row for each publication, with author, time, changes, figures and outcome."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import insert, select, update

from persistence.database import Database
from persistence.staff_tables import publications

PUBLISH, ROLLBACK = "publish", "rollback"
BEGUN, DONE, REFUSED = "begun", "done", "refused"

OF, NAME, FOLDER = "of", "name", "folder"
"""Keys of `changes`: the content's name for people, and the folder of its versions. Contents may share a database."""


@dataclass(frozen=True)
class Publication:
    """`changes`: ids of answers by kind, and under OF which content it is. `figures`: counts and seconds.

    `at`: in UTC, ISO 8601.
    `outcome`: done, refused, or begun if it never ended.
    """

    who: str
    kind: str
    version: int
    model: str
    content: str
    changes: Mapping[str, Any]
    figures: Mapping[str, Any]
    outcome: str = BEGUN
    at: str = ""
    number: int = 0

    def of(self, key: str) -> str:
        """Return the NAME or the FOLDER of the content; empty if it was not recorded."""
        return str((self.changes.get(OF) or {}).get(key) or "")


class Records:
    """Its methods raise SQLAlchemyError if the database does not answer."""

    def __init__(self, url: str) -> None:
        self._database = Database(url, pooled=False)

    def begin(self, publication: Publication) -> int:
        """Record the publication before it is served; return its number."""
        row = {
            "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "who": publication.who,
            "kind": publication.kind,
            "version": publication.version,
            "model": publication.model,
            "content": publication.content,
            "changes": _text(publication.changes),
            "figures": _text(publication.figures),
            "outcome": BEGUN,
        }
        with self._database.begin() as connection:
            return int(connection.execute(insert(publications).values(row)).inserted_primary_key[0])

    def end(self, number: int, outcome: str, figures: Mapping[str, Any]) -> None:
        ended = update(publications).where(publications.c.number == number)
        with self._database.begin() as connection:
            connection.execute(ended.values(outcome=outcome, figures=_text(figures)))

    def newest(self, most: int) -> Sequence[Publication]:
        """Return the newest publications, newest first."""
        with self._database.begin() as connection:
            rows = connection.execute(select(publications).order_by(publications.c.number.desc()).limit(most)).all()
        return [_publication(row._mapping) for row in rows]


def _publication(row: Mapping[str, Any]) -> Publication:
    return Publication(**{**row, "changes": json.loads(row["changes"]), "figures": json.loads(row["figures"])})


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
