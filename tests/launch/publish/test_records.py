"""Each publication has a row, and the owner reads them as a table."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from launch.publish.commands import table
from launch.publish.records import (
    BEGUN,
    DONE,
    FOLDER,
    NAME,
    OF,
    PUBLISH,
    REFUSED,
    ROLLBACK,
    Publication,
    Records,
)

CHANGES = {"added": ["a", "b"], "removed": [], "reworded": ["c"], "profile": True}
ONE = Publication("张三", PUBLISH, 4, "m.tar.gz", "abc", CHANGES, {"compared": 900})


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(f"sqlite:///{tmp_path / 'x.db'}")


def test_what_is_written_is_read_newest_first(records: Records) -> None:
    first, second = records.begin(ONE), records.begin(replace(ONE, who="李四", kind=ROLLBACK, version=3))
    records.end(first, DONE, {"compared": 900, "seconds": 1.2})
    newest, older = records.newest(10)
    assert (newest.number, newest.who, newest.kind, newest.outcome) == (second, "李四", ROLLBACK, BEGUN)
    assert (older.changes, older.figures, older.outcome) == (CHANGES, {"compared": 900, "seconds": 1.2}, DONE)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", older.at)
    assert [one.number for one in records.newest(1)] == [second]


def test_the_table_says_who_did_what_and_marks_what_serves() -> None:
    at = "2026-03-01T02:03:04+00:00"
    found = [
        replace(ONE, at=at, version=4, outcome=REFUSED, number=3),
        replace(ONE, at=at, version=3, kind=ROLLBACK, outcome=DONE, changes={}, figures={"seconds": 0.4}, number=2),
        replace(ONE, at=at, version=3, outcome=DONE, number=1),
    ]
    head, refused, back, first = table(found, 3, "data-1")
    assert head.split() == ["时间", "谁", "做了什么", "内容", "结果", "改动和数字"]
    assert "没有成功" in refused
    assert back.startswith("*")
    assert "退回第 3 版" in back
    assert back.endswith("0.4 秒")
    assert not first.startswith("*")
    assert first.endswith("新增 2，改了答案 1，改设置，比较 900")
    assert [*table([], 0, "data-1")] == ["还没有发布过。"]


def test_the_table_says_of_which_content_each_is() -> None:
    at = "2026-03-01T02:03:04+00:00"

    def of(name: str, folder: str) -> Publication:
        return replace(ONE, at=at, version=3, outcome=DONE, changes={"added": ["a"], OF: {NAME: name, FOLDER: folder}})

    found = [
        of("借书助手（办证 3 个答案）", "library-2"),
        of("学时助手（64 个答案）", "data-1"),
        replace(ONE, at=at, outcome=DONE),
    ]
    _, theirs, own, unknown = table(found, 3, "data-1")
    assert "借书助手（办证 3 个答案）" in theirs
    # Version 3 of another content does not serve here.
    assert not theirs.startswith("*")
    assert own.startswith("*")
    assert "学时助手（64 个答案）" in own
    assert theirs.endswith("新增 1，比较 900")
    assert "  —  " in unknown


def test_a_database_that_is_away_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SQLAlchemyError):
        Records(f"sqlite:///{tmp_path}").begin(ONE)
