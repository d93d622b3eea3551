"""Database: an engine whose tables are up to date before anything is read or written."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from persistence.engine import engine
from persistence.migrations import DatabaseRefused, upgrade
from persistence.names import Names
from persistence.privacy.renaming import rename
from persistence.privacy.secure_delete import erase_traces
from persistence.privacy.steps import Steps

logger = logging.getLogger(__name__)


class Database:
    """What every store of a process works on. `url`, `pooled`: as in persistence.engine.

    A database that is away when the process starts is brought up to date when it is first reached.
    """

    def __init__(self, url: str, *, pooled: bool = True) -> None:
        self.engine = engine(url, pooled=pooled)
        self._upgraded = False
        self._upgrading = Lock()

    def upgrade(self) -> None:
        """Bring the tables up to date, once; raises what persistence.migrations.upgrade raises."""
        if self._upgraded:
            return
        with self._upgrading:
            if not self._upgraded:
                upgrade(self.engine)
                self._upgraded = True

    @contextmanager
    def begin(self) -> Iterator[Any]:
        """Be in a transaction; raises SQLAlchemyError."""
        self.upgrade()
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def upgrade_at_start(url: str, names: Names | None = None) -> None:
    """Bring the database up to date if it answers; raises DatabaseRefused.

    One that does not answer stops nothing: conversations go on from memory until it is there. `names`: conversations of
    earlier versions get the names they have now.
    """
    try:
        database = Database(url, pooled=False)
        database.upgrade()
        if names and rename(Steps(database.engine), names):
            erase_traces(database.engine)
        database.close()
    except DatabaseRefused:
        raise
    except (SQLAlchemyError, OSError) as error:
        # The error's own text may hold the address with its password.
        logger.warning("The database does not answer (%s): its tables are looked at later.", type(error).__name__)
