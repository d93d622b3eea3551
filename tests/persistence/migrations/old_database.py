"""A database of an earlier version: databases/ holds what its stores wrote, as `iterdump` and `pg_dump` give it.

python -m tests.persistence.migrations.old_database <an address of SQLAlchemy>
"""

import sys
from pathlib import Path

from sqlalchemy.engine import Engine, make_url

from persistence.engine import engine

FOLDER = Path(__file__).with_name("databases")
FIRST = "0.1.0"


def recreate(url: str, version: str = FIRST) -> Engine:
    """Fill an empty database; returns an engine for it."""
    at = engine(url, pooled=False)
    statements = (FOLDER / f"{version}.{make_url(url).get_backend_name()}.sql").read_text(encoding="utf-8")
    connection = at.raw_connection()
    try:
        if at.dialect.name == "sqlite":
            connection.executescript(statements)
        else:
            connection.cursor().execute(statements)
            connection.commit()
    finally:
        connection.close()
    return at


if __name__ == "__main__":
    recreate(sys.argv[1])
