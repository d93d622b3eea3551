import errno
import sqlite3
from pathlib import Path

import pytest

from persistence.full_disk import is_full, sentence


def wrapped(inner: Exception) -> Exception:
    try:
        try:
            raise inner
        except Exception as error:
            raise ValueError("a component failed") from error
    except ValueError as outer:
        return outer


FULL = [OSError(number, "") for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)]


@pytest.mark.parametrize("error", [*FULL, *map(wrapped, FULL), sqlite3.OperationalError("database or disk is full")])
def test_a_full_disk_is_found_behind_other_errors(error: Exception) -> None:
    assert is_full(error)


@pytest.mark.parametrize("error", [OSError(errno.EACCES, ""), OSError("no number"), wrapped(KeyError("x"))])
def test_other_failures_are_none(error: Exception) -> None:
    assert not is_full(error)


def test_it_ends_where_errors_name_each_other() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert not is_full(one)


def test_the_sentence_says_where_and_what_to_do(tmp_path: Path) -> None:
    assert str(tmp_path) in sentence(tmp_path)
    assert "腾出" in sentence(tmp_path)
