"""What stands in a database, for laying it beside what stood there before."""

from collections.abc import Iterable, Mapping
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

import persistence.staff_tables  # noqa: F401  the metadata hold its tables as well
from persistence.migrations import VERSION_TABLE
from persistence.tables import metadata

FILLED = {"number", "state", "seen_event"}
"""What a step fills in for the tickets of earlier versions."""

NOT_OURS = {VERSION_TABLE, "sqlite_sequence"}
"""Tables of Alembic's and of SQLite's own."""

Rows = dict[str, list[tuple[Any, ...]]]


def rows(at: Engine) -> Rows:
    """Return all rows of all tables of ours, in a fixed order, each as its columns that hold something.

    An added column is empty.
    """
    with at.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name not in NOT_OURS]
        return {name: _sorted(connection.execute(text(f'SELECT * FROM "{name}"')).mappings()) for name in names}


def _sorted(found: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    kept = (
        tuple(column for column in row.items() if column[1] is not None and column[0] not in FILLED) for row in found
    )
    return sorted(kept, key=repr)


def filled(found: Rows) -> Rows:
    return {name: there for name, there in found.items() if there}


def revision(at: Engine) -> str | None:
    with at.connect() as connection:
        result: str | None = MigrationContext.configure(connection).get_current_revision()
        return result


def differences(at: Engine) -> list[Any]:
    """Return in what the tables and their indices are not those of persistence.tables."""
    with at.connect() as connection:
        # A table that is there alone, and is not ours, is no difference.
        ours = {"include_object": lambda _, name, *__: name not in NOT_OURS}
        result: list[Any] = compare_metadata(MigrationContext.configure(connection, opts=ours), metadata)
        return result
