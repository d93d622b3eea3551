"""unanswered.yml: read, checked, added to."""

from datetime import date
from pathlib import Path

import pytest

from unanswered.notes import Ignored, Notes, NotNotes, TaughtNote, add_row, notes_file, read_notes

ON = date(2026, 11, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def test_rows_are_added_and_comments_stay(root: Path) -> None:
    assert read_notes(root) == Notes()
    add_row("ignored", Ignored(group="g0000001", reason="不归我们管", on=ON), root)
    file = notes_file(root)
    file.write_text(file.read_text(encoding="utf-8") + "# 张处长看过\n", encoding="utf-8")
    add_row("taught", TaughtNote(group="g0000002", answer="login_slider", text="箭头: 不动", on=ON), root)
    result = read_notes(root)
    assert result.reasons == {"g0000001": "不归我们管"}
    assert [one.text for one in result.taught_of("g0000002")] == ["箭头: 不动"]
    assert "# 没有答上的问题里" in file.read_text(encoding="utf-8")
    assert "# 张处长看过" in file.read_text(encoding="utf-8")


def test_the_same_group_is_ignored_once(root: Path) -> None:
    for reason in ("一", "二"):
        add_row("ignored", Ignored(group="g0000001", reason=reason, on=ON), root)
    assert [one.reason for one in read_notes(root).ignored] == ["二"]


def test_an_empty_file_says_nothing(root: Path) -> None:
    notes_file(root).write_text("", encoding="utf-8")
    assert read_notes(root) == Notes()
    add_row("ignored", Ignored(group="g0000001", reason="一", on=ON), root)
    assert len(read_notes(root).ignored) == 1


@pytest.mark.parametrize(
    "written",
    ["ignored:\n- {group: g0000001, on: 2026-11-01}", "- a", "ignored: [", "ignore: []", "taught:\n- {group: x}"],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_written(root: Path, written: str) -> None:
    notes_file(root).write_text(written, encoding="utf-8")
    with pytest.raises(NotNotes, match=r"unanswered\.yml"):
        read_notes(root)
    with pytest.raises(NotNotes):
        add_row("ignored", Ignored(group="g0000001", reason="一", on=ON), root)
    assert notes_file(root).read_text(encoding="utf-8") == written
