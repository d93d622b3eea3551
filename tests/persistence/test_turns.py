"""Events read back as turns."""

from pathlib import Path

import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from persistence.privacy import person
from persistence.turns import bot_message_id, turns_of, turns_since
from tests.persistence.privacy.sample import SampleData
from zh.typed_slash import without_power

REMARK = {"outcome": "chat", "reason": "personal"}
ANSWER = {"outcome": "answer", "faq_id": "login_slider"}


def sample(tmp_path: Path) -> SampleData:
    return SampleData(f"sqlite:///{tmp_path / 'conversations.db'}")


def test_a_turn_has_what_was_written_and_all_replies(tmp_path: Path) -> None:
    database = sample(tmp_path)
    at = database.now
    button = {"buttons": [{"title": "滑块", "payload": "/ask"}]}
    message = UserUttered("箭头\x1b[2J\n呢", {"name": "faq"}, timestamp=at)
    database.write(
        "one", [message, BotUttered("请勿发送", None, REMARK, at + 1), BotUttered("拖动", button, ANSWER, at + 2)]
    )
    database.write("two", [BotUttered("您好", None, {}, at), UserUttered("发票", {"name": None}, timestamp=at)])
    one, two = turns_since(database.url, at - 1, 100)
    assert (one.sender, one.text, one.intent, one.outcome, one.answer) == (
        "one", "箭头 [2J\n呢", "faq", "answer", "login_slider",
    )  # fmt: skip
    assert (set(one.answers), one.payloads) == ({"login_slider"}, ("/ask",))
    assert [reply.at for reply in one.replies] == [at + 1, at + 2]
    assert (two.text, two.intent, two.outcome, two.replies) == ("发票", "", "", ())


@pytest.mark.parametrize("typed", ["/::)", "/restart", "①ＡＢＣ"])
def test_a_turn_has_its_text_as_it_was_typed(tmp_path: Path, typed: str) -> None:
    database = sample(tmp_path)
    message = UserUttered(without_power(typed), {"name": "faq"}, timestamp=database.now)
    database.write("one", [message])
    [turn] = turns_since(database.url, database.now - 1, 100)
    assert turn.text == typed
    with database.engine.connect() as connection:
        assert person.export(connection, ["one"])["messages"][0]["text"] == typed


def test_only_the_newest_and_only_those_asked_for_are_read(tmp_path: Path) -> None:
    database = sample(tmp_path)
    for number in range(5):
        message = UserUttered(f"第{number}句", timestamp=database.now + number)
        database.write(f"u{number}", [message])
    assert [turn.text for turn in turns_since(database.url, 0, 2)] == ["第3句", "第4句"]
    assert [turn.text for turn in turns_since(database.url, database.now + 3.5, 100)] == ["第4句"]
    assert [turn.text for turn in turns_of(database.url, ["u1", "u3", "none"])] == ["第1句", "第3句"]
    assert turns_of(database.url, []) == []


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    assert turns_since(url, 0, 1) == turns_of(url, ["a"]) == []
    assert list(tmp_path.iterdir()) == []


def test_an_id_is_the_time_in_microseconds() -> None:
    assert bot_message_id(1.5) == "bot-1500000"
