"""What stands in a database, for laying it beside what stood there before."""

from collections.abc import Iterable, Mapping
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

from persistence.migrations import VERSION_TABLE
from persistence.tables import metadata

Rows = dict[str, list[tuple[Any, ...]]]


def rows(at: Engine) -> Rows:
    """Return all rows of all tables but Alembic's, in a fixed order, each as its columns that hold something.

    An added column is empty.
    """
    with at.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name != VERSION_TABLE]
        return {name: _sorted(connection.execute(text(f'SELECT * FROM "{name}"')).mappings()) for name in names}


def _sorted(found: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    kept = (tuple(column for column in row.items() if column[1] is not None) for row in found)
    return sorted(kept, key=repr)


def filled(found: Rows) -> Rows:
    return {name: there for name, there in found.items() if there}


def revision(at: Engine) -> str | None:
    with at.connect() as connection:
        found: str | None = MigrationContext.configure(connection).get_current_revision()
        return found


def differences(at: Engine) -> list[Any]:
    """Return in what the tables and their indices are not those of persistence.tables."""
    with at.connect() as connection:
        found: list[Any] = compare_metadata(MigrationContext.configure(connection), metadata)
        return found
