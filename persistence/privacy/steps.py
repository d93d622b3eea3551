"""Steps: a long job beside a running assistant, as many short transactions with rests between them."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.engine import Engine

from persistence.privacy.secure_delete import erasing

ROWS = 200
"""How many are looked at, or removed, in one step."""

_Done = TypeVar("_Done")


class Steps:
    """After each step it rests for as long as the step took, so that whoever else wants to write comes in between.
    `rest`: called with these seconds.
    """

    def __init__(self, at: Engine, rest: Callable[[float], None] = time.sleep) -> None:
        self._engine, self._rest = at, rest

    def look(self, do: Callable[..., _Done], *arguments: Any) -> _Done:
        """Return what `do` returns, called with a connection and `arguments`."""
        began = time.monotonic()
        with self._engine.connect() as connection:
            done = do(connection, *arguments)
        self._rest(time.monotonic() - began)
        return done

    def change(self, do: Callable[..., _Done], *arguments: Any) -> _Done:
        """The same, in a transaction."""
        began = time.monotonic()
        with erasing(self._engine) as connection:
            done = do(connection, *arguments)
        self._rest(time.monotonic() - began)
        return done


def locked(connection: Any, query: Any) -> list[Any]:
    """Return some rows of `query`, which nobody else changes before this transaction ends; those that somebody else is
    just changing are left out.
    """
    return list(connection.execute(query.limit(ROWS).with_for_update(skip_locked=True)).all())
