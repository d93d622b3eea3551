"""What users said, in a database."""

from pathlib import Path
from typing import Any

import pytest

from channels.feedback.__main__ import main
from channels.feedback.store import FeedbackStore


def row(message: str, **more: Any) -> dict[str, Any]:
    return {
        "conversation": "web-a", "message": message, "faq_id": "login_how", "helpful": True, "reason": None,
        "at": "2026-01-01T00:00:00+00:00", **more,
    }  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(f"sqlite:///{tmp_path / 'feedback.db'}")


def test_a_second_word_replaces_the_first(store: FeedbackStore) -> None:
    store.keep(row("bot-1"))
    store.keep(row("bot-1", helpful=False, reason="答非所问"))
    assert store.of("web-a") == {"bot-1": {"helpful": False, "reason": "答非所问"}}
    assert store.of("web-b") == {}


def test_summary(store: FeedbackStore) -> None:
    for message in ("bot-1", "bot-2"):
        store.keep(row(message))
    store.keep(row("bot-3", helpful=False, reason="看不明白"))
    assert store.summary() == [("login_how", True, None, 2), ("login_how", False, "看不明白", 1)]


def test_the_command_prints_it(
    store: FeedbackStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'feedback.db'}")
    assert main() == 0
    assert "还没有" in capsys.readouterr().out
    store.keep(row("bot-3", helpful=False, reason="看不明白"))
    assert main() == 0
    assert capsys.readouterr().out == "1\tlogin_how\t没帮助\t看不明白\n"
