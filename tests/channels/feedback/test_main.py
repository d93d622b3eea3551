"""`make feedback`."""

from pathlib import Path

import pytest

from channels.feedback import __main__ as feedback
from channels.feedback.__main__ import main
from channels.feedback.store import FeedbackStore
from owner.live import answer_titles
from persistence.turns import bot_message_id
from tests.persistence.privacy.sample import DAY, SampleData
from tests.unanswered.builders import events

ANSWER = "title_0"
"""The channels' tests have titles of their own."""


def test_what_users_said_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = SampleData(f"sqlite:///{tmp_path / 'feedback.db'}")
    monkeypatch.setenv("DATABASE_URL", store.url)
    assert main() == 0
    assert capsys.readouterr().out == "还没有用户评价。\n"
    store.write("a", events("怎么注册，我的电话是13800138000", "answer", ANSWER, at=store.now))
    store.write("old", events("老早的话", "answer", ANSWER, at=store.now - 181 * DAY))
    row = {"faq_id": ANSWER, "helpful": False, "reason": "答非所问", "at": "2026-01-01T00:00:00+00:00"}
    FeedbackStore(store.url).keep({"conversation": "a", "message": bot_message_id(store.now + 1), **row})
    old = bot_message_id(store.now - 181 * DAY + 1)
    FeedbackStore(store.url).keep({"conversation": "old", "message": old, **row})
    FeedbackStore(store.url).keep({"conversation": "gone", "message": "m", **row})
    assert main() == 0
    title = answer_titles()[ANSWER].title
    assert capsys.readouterr().out.splitlines() == [
        f"{ANSWER}（{title}）  没帮助：答非所问 3",
        "",
        f"2026-01-01 {ANSWER}（{title}） 没帮助：答非所问",
        "  问题：怎么注册，我的电话是【手机号】",
        "    用户：怎么注册，我的电话是【手机号】",
        "    助手：答",
        "",
        "另有 2 条的对话已匿名化、已删除或过了保存期限，只计数，不显示。",
    ]


def test_ratings_of_an_id_of_before_count_for_the_answer_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(feedback, "current_id", lambda id_: {"old": "new"}.get(id_, id_))
    url = f"sqlite:///{tmp_path / 'feedback.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    for number, faq_id in enumerate(("old", "new")):
        row = {"conversation": "a", "message": f"{number}", "faq_id": faq_id, "helpful": True, "reason": None}
        FeedbackStore(url).keep({**row, "at": "2026-01-01"})
    assert main() == 0
    assert capsys.readouterr().out.startswith("new（已删除）  有帮助 2\n")


def test_a_database_that_cannot_be_opened_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    assert main() == 1
    assert "打不开" in capsys.readouterr().err
