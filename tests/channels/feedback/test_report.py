"""Ratings for people: counted, with their conversations."""

from channels.feedback.report import LONGEST, MOST, ReportedRating, as_text
from persistence.turns import bot_message_id
from tests.unanswered.builders import turn

TITLES = {"login_slider": "滑块拖不动"}


def rating(conversation: str, at: float, *, day: str = "2026-01-01", helpful: bool = False) -> ReportedRating:
    return ReportedRating(conversation, bot_message_id(at), "login_slider", helpful, None, f"{day}T00:00:00+00:00")


def test_the_newest_come_first_and_the_counts_before_them() -> None:
    turns = [turn("箭头", "answer", sender="a", at=1.0), turn("滑块呢", "answer", sender="b", at=1.0)]
    ratings = [rating("a", 1.0), rating("b", 1.0, day="2026-02-01", helpful=True), rating("a", 9.0)]
    shown = as_text(ratings, turns, TITLES, frozenset()).splitlines()
    assert shown[0] == "login_slider（滑块拖不动）  没帮助 2，有帮助 1"
    assert [line for line in shown if line.startswith("2026")] == [
        "2026-02-01 login_slider（滑块拖不动） 有帮助", "2026-01-01 login_slider（滑块拖不动） 没帮助",
    ]  # fmt: skip
    assert shown[-1].startswith("另有 1 条")


def test_the_question_is_what_was_typed_last_before_the_answer() -> None:
    turns = [
        turn("你好", "chat", at=0.5), *(turn(f"第{n}句", "decline", at=1.0 + n) for n in range(3)),
        turn("/ask", "answer", at=7.0), turn("谢谢", "chat", at=8.0),
    ]  # fmt: skip
    shown = as_text([rating("one", 7.0)], turns, TITLES, frozenset())
    assert "  问题：第2句" in shown
    assert "你好" not in shown
    assert "谢谢" not in shown


def test_long_texts_and_many_ratings_are_cut() -> None:
    turns = [turn("字" * 500, "answer", at=float(n)) for n in range(MOST + 3)]
    shown = as_text([rating("one", float(n)) for n in range(MOST + 3)], turns, TITLES, frozenset())
    assert "字" * LONGEST + "…" in shown
    assert "字" * (LONGEST + 1) not in shown
    assert "更早的还有 3 条。" in shown
