"""After conversations with personal data in every part, nothing of it stands in what is kept, shown or sent."""

from pathlib import Path

import pytest

from benchmarks.personal.kept import Left, _in, as_page, left_after, messages_for

CONVERSATIONS = 60
KEPT = ("log", "conversations.db", "table events", "table tickets", "table staff_forms", "table audit", "exports")
SHOWN = ("metrics", "make unanswered", "make feedback", "publish preview", "desk lists", "desk conversations")


def test_nothing_that_was_told_is_left_with_the_built_in_desk(tmp_path: Path) -> None:
    left = left_after(CONVERSATIONS, tmp_path, webhook=False)
    assert left.leaks == []
    assert {name for name in (*KEPT, *SHOWN) if not left.places.get(name)} == set()


def test_nothing_that_was_told_is_left_with_another_desk(tmp_path: Path) -> None:
    left = left_after(CONVERSATIONS // 3, tmp_path, webhook=True)
    assert left.leaks == []
    assert left.places["webhook"] > 0


def test_there_are_messages_for_as_many_as_are_asked_for() -> None:
    assert len(messages_for(10)) >= 30
    assert len(messages_for(1_000)) >= 3_000


@pytest.mark.parametrize(
    ("data", "secret", "stands"),
    [
        ("我的手机13905311234", "13905311234", True),
        ('"\\\\u738b\\\\u5c0f\\\\u660e"', "王小明", True),
        ("时间 1764409612.482913", "482913", False),
        ("ab482913cd", "482913", False),
        ('{"id": 9052, "text": "登录码"}', "9052", False),
        ('{"id": "5f1e6a52-9052-4c3d-8d1f-0123456789ab"}', "9052", False),
        ('{"text": "登录码: 9052"}', "9052", True),
        ('{"text": "9052"}', "9052", True),
        ("验证码482913", "482913", True),
        ("【手机号】", "13905311234", False),
    ],
)
def test_the_search_finds_what_was_typed_and_no_part_of_an_id(data: str, secret: str, *, stands: bool) -> None:
    assert bool([*_in(data.encode(), {secret})]) == stands


def test_the_page_says_what_was_searched() -> None:
    left = Left({"log": 2_000}, (), 30, 1)
    assert "| built-in | 30 | 1 | 0 |" in as_page(10, {"built-in": left})
