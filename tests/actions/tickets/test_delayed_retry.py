"""What the database did not take is written as soon as it can be."""

import time

import pytest

from actions.tickets.delayed_retry import DelayedRetry, EarlierWritesPending


class Database:
    def __init__(self) -> None:
        self.is_full = False
        self.written: list[str] = []

    def write(self, what: str) -> None:
        if self.is_full:
            raise OSError("full")
        self.written.append(what)


def until_empty(later: DelayedRetry) -> None:
    until = time.monotonic() + 30
    while len(later):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_it_is_written_at_once_where_it_can_be() -> None:
    later, database = DelayedRetry(), Database()
    later.now_or_later(lambda: database.write("one"))
    assert (database.written, len(later)) == (["one"], 0)


def test_what_fails_is_said_and_written_later_in_its_order() -> None:
    later, database = DelayedRetry(pause=0.05), Database()
    for number in range(2):
        database.is_full = True
        with pytest.raises(OSError, match="full"):
            later.now_or_later(lambda number=number: database.write(f"{number} first"))  # type: ignore[misc]
        with pytest.raises(EarlierWritesPending):
            later.now_or_later(lambda number=number: database.write(f"{number} second"))  # type: ignore[misc]
        time.sleep(0.2)
        assert len(later) == 2
        database.is_full = False
        until_empty(later)
    assert database.written == ["0 first", "0 second", "1 first", "1 second"]
