"""`make feedback`."""

from pathlib import Path

import pytest

from channels.feedback import __main__ as feedback
from channels.feedback.__main__ import main
from channels.feedback.store import FeedbackStore


def test_what_users_said_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'feedback.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    assert main() == 0
    assert capsys.readouterr().out == "还没有用户评价。\n"
    row = {"conversation": "a", "message": "m", "faq_id": "registration_how", "helpful": False, "reason": "答非所问"}
    FeedbackStore(url).keep({**row, "at": "2026-01-01T00:00:00+00:00"})
    assert main() == 0
    assert capsys.readouterr().out == "1\tregistration_how\t没帮助\t答非所问\n"


def test_ratings_of_an_id_of_before_count_for_the_answer_of_now() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feedback, "current_id", lambda id_: {"old": "new"}.get(id_, id_))
        found = feedback._by_current_id([("new", True, None, 2), ("old", True, None, 1), ("old", False, "答非所问", 1)])
    assert found == {("new", True, None): 3, ("new", False, "答非所问"): 1}


def test_a_database_that_cannot_be_opened_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    assert main() == 1
    assert "打不开" in capsys.readouterr().err
