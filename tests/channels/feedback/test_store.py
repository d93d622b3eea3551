"""What users said, in a database."""

from pathlib import Path
from typing import Any

import pytest

from channels.feedback.report import ReportedRating
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


def test_all_ratings(store: FeedbackStore) -> None:
    store.keep(row("bot-1"))
    store.keep(row("bot-3", helpful=False, reason="看不明白"))
    at = "2026-01-01T00:00:00+00:00"
    assert sorted(store.ratings(), key=lambda one: one.message) == [
        ReportedRating("web-a", "bot-1", "login_how", True, None, at),
        ReportedRating("web-a", "bot-3", "login_how", False, "看不明白", at),
    ]
