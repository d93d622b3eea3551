"""Both models are asked, and what differs is sorted by what it means to users."""

from pathlib import Path
from typing import Any

import pytest

from launch.publish.preview.asking import ANSWER, OFFER, OTHER, ModelReply, reply
from launch.publish.preview.comparing import Difference, Edited, PublishPreview, compare, sort_in
from launch.publish.preview.showing import MOST, as_html, lines, write
from tests.launch.publish.preview.models import Model

A, B, OFFERED, NONE = (
    ModelReply(ANSWER, ("a",)),
    ModelReply(ANSWER, ("b",)),
    ModelReply(OFFER, ("a", "b")),
    ModelReply(OTHER, ("x",)),
)
TITLES = {"a": "甲", "b": "乙"}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (A, B, "changed"),
        (A, A, None),
        (B, B, "changed"),
        (A, OFFERED, "lost"),
        (NONE, A, "gained"),
        (NONE, OFFERED, None),
    ],
)
def test_what_differs(old: ModelReply, new: ModelReply, kind: str | None) -> None:
    preview = PublishPreview()
    # The text of b has changed.
    sort_in(preview, Difference("说", old, new), Edited(reworded={"b"}))
    assert [name for name in ("changed", "lost", "gained") if getattr(preview, name)] == ([kind] if kind else [])


@pytest.mark.parametrize("old", [A, OFFERED, NONE])
def test_what_a_new_answer_takes_stands_apart_from_its_own_questions(old: ModelReply) -> None:
    preview, edited = PublishPreview(), Edited(added={"b"}, questions={"自己的": "b", "别的": "a"})
    for message in ("自己的", "别的", "谁都没写过"):
        sort_in(preview, Difference(message, old, B), edited)
    assert [one.message for one in preview.taken] == ["别的", "谁都没写过"]
    assert [one.message for one in [*preview.changed, *preview.gained]] == ["自己的"]


@pytest.mark.parametrize(
    ("parsed", "expected"),
    [
        ({"context": {"about": "a", "choices": []}}, A),
        ({"context": {"about": None, "choices": ["a", "b"]}}, OFFERED),
        ({"context": {"about": None, "choices": []}, "intent": {"name": "x"}}, NONE),
        ({"context": {"about": None}, "requests": ["faq/a", "faq/b"]}, ModelReply(ANSWER, ("a", "b"))),
    ],
)
def test_what_a_parsed_message_comes_to(parsed: dict[str, Any], expected: ModelReply) -> None:
    assert reply(parsed) == expected


def test_old_replies_are_not_asked_again_and_no_text_is_kept(tmp_path: Path) -> None:
    for asked in (["一", "二"], []):
        old, new = Model(tmp_path / "m/old.json", {"一": "a", "二": "a"}), Model(tmp_path / "m/new.json", {"一": "b"})
        for model in (old, new):
            model.ask(["一", "二"])
            assert model.asked == asked
            model.remember()
        preview = compare(old, new, ["一", "二"], Edited())
        assert preview.figures() == {"compared": 2, "left": 0, "taken": 0, "changed": 1, "lost": 1, "gained": 0}
    assert "一" not in (tmp_path / "m/old.json").read_text(encoding="utf-8")


def test_what_both_were_asked_is_compared_and_the_rest_counted(tmp_path: Path) -> None:
    old, new = Model(tmp_path / "old.json", {}), Model(tmp_path / "new.json", {})
    old.ask(["一", "二"])
    new.ask(["一", "二", "三", "四"])
    preview = compare(old, new, ["一", "二", "三", "四"], Edited())
    assert (preview.compared, preview.left) == (2, 2)


def test_what_another_process_asked_is_taken_up(tmp_path: Path) -> None:
    here, there = Model(tmp_path / "m.json", {"一": "a"}), Model(tmp_path / "m.json", {"一": "a"})
    rows = there.ask(["一"])
    assert here.reply("一") is None
    here.learn(rows)
    assert here.reply("一") == A


def test_the_terminal_shows_some_and_the_page_all_escaped(tmp_path: Path) -> None:
    changed = [Difference(f"<b>{number}</b>", A, B) for number in range(MOST + 2)]
    preview = PublishPreview(changed, [Difference("丙", A, OFFERED)], [Difference("丁", NONE, A)], 30, 4)
    said = "\n".join(lines(preview, TITLES))
    assert "（比较了 30 句，另有 4 句没来得及，都是离这次改动较远的）" in said
    assert "“丙”：《甲》 → 给选项（甲、乙）" in said
    assert "…… 另外 2 句" in said
    page = as_html(preview, TITLES, ["新增 1 个：<x>"])
    assert "<b>" not in page
    assert page.count("&lt;b&gt;") == MOST + 2
    assert "&lt;x&gt;" in page
    write(tmp_path / "page.html", page)
    assert (tmp_path / "page.html").stat().st_mode & 0o077 == 0


def test_a_text_that_changed_is_told_from_another_answer() -> None:
    preview = PublishPreview([Difference("甲问", A, A)])
    assert "“甲问”：《甲》（文字改了）" in "\n".join(lines(preview, TITLES))


def test_a_reply_that_is_no_answer_is_named_in_chinese() -> None:
    preview = PublishPreview()
    sort_in(preview, Difference("几点下班", ModelReply(OTHER, ("staff",)), A), Edited())
    assert "    “几点下班”：别的回应（问人工客服的情况） → 《甲》" in list(lines(preview, TITLES))
