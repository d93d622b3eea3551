"""Which messages both models are asked."""

import json
from pathlib import Path

import pytest
from sqlalchemy import insert

from launch.environment import ROOT
from launch.publish.preview import messages
from launch.publish.preview.messages import DAYS, distinct, held_out, public_of, recent_messages
from persistence.database import Database
from persistence.tables import events
from tests.launch.publish.contents import generated

NOW = 1_800_000_000.0


def test_different_messages_of_the_last_days_without_personal_data(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    said = [
        ("u1", "user", 1, "忘记密码"), ("u2", "user", 2, "忘记密码！"), ("u2", "bot", 2, "点击找回密码"),
        ("u3", "user", 3, '/ask{"faq_id": "x"}'), ("canary-abc", "user", 3, "试答"),
        ("u4", "user", DAYS + 1, "很久以前说的"), ("u5", "user", 4, "我的手机13812345678换了"), ("u6", "user", 5, "…"),
    ]  # fmt: skip
    rows = [
        {
            "sender_id": who,
            "type_name": kind,
            "timestamp": NOW - day * 86_400,
            "data": json.dumps({"event": kind, "timestamp": NOW - day * 86_400, "text": text}),
        }
        for who, kind, day, text in reversed(said)
    ]
    database = Database(url, pooled=False)
    with database.begin() as connection:
        connection.execute(insert(events), rows)
    assert recent_messages(url, (), (), NOW) == ["忘记密码", "我的手机【手机号】换了"]


def test_messages_about_another_content_in_the_same_database_are_left_out(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    read = [
        ("a", "login_slider", "滑块拖不动"),
        ("b", "card_how", "借书证怎么办"),
        ("b", None, "还书去哪"),
        ("", None, "你好"),
    ]
    database = Database(url, pooled=False)
    with database.begin() as connection:
        for number, (model, answer, text) in enumerate(read):
            event = {"event": "user", "timestamp": NOW, "text": text, "metadata": {"model_id": model}}
            reply = {"event": "bot", "timestamp": NOW, "text": "", "metadata": {"faq_id": answer}}
            rows = [
                {"sender_id": f"u{number}", "type_name": one["event"], "timestamp": NOW, "data": json.dumps(one)}
                for one in (event, reply)
            ]
            connection.execute(insert(events), rows)
    assert set(recent_messages(url, (), {"login_slider"}, NOW)) == {"滑块拖不动", "你好"}


def test_no_more_than_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MOST_MESSAGES", 2)
    assert distinct(["一句", "二句", "三句"], ()) == ["一句", "二句"]
    assert distinct(["长" * 201], ()) == []


def test_what_the_owner_made_public_is_not_masked(tmp_path: Path) -> None:
    public = public_of(generated(tmp_path / "g", {"a": "请拨打 0531-82860000"}))
    assert distinct(["打0531-82860000没人接"], public) == ["打0531-82860000没人接"]


def test_held_out_questions_are_of_the_content_that_came_with_the_program(tmp_path: Path) -> None:
    assert held_out(tmp_path / "generated") == []
    assert len(held_out(ROOT / "data/generated")) > 2_000
