"""What users said: masked, within retention, only what did not end well; nothing is written."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from rasa.shared.core.events import BotUttered, Event, UserUttered
from sqlalchemy.exc import SQLAlchemyError

from suggest.messages import DECLINED, OTHERWISE, REFUSED, RealMessage, stored_messages
from tests.persistence.privacy.sample import DAY, SampleData

ASK = '/ask{"faq_id": "login_slider"}'


@pytest.fixture
def sample(tmp_path: Path) -> SampleData:
    return SampleData(f"sqlite:///{tmp_path / 'conversations.db'}")


def turn(text: str, outcome: str, faq_id: str = "", at: float = 0.0) -> Sequence[Event]:
    metadata = {"utter_action": "utter_faq", "metadata": {"outcome": outcome, "faq_id": faq_id}}
    return [UserUttered(text, timestamp=at), BotUttered("答", None, metadata, timestamp=at + 1)]


def said(sample: SampleData) -> dict[str, RealMessage]:
    return {
        stored_message.text: stored_message for stored_message in stored_messages(sample.url, frozenset(), sample.now)
    }


def test_a_message_is_told_with_how_it_ended(sample: SampleData) -> None:
    now = sample.now
    sample.write("one", [*turn("箭头不动", "decline", at=now), *turn("拖不了", "answer", "profile_unit", now)])
    sample.write("two", [*turn("箭头不动！", "offer", at=now), *turn("以上都不是", "chat", at=now)])
    sample.write("three", [*turn("你好", "chat", at=now), *turn("滑块", "offer", at=now), *turn(ASK, "answer", at=now)])
    result = said(sample)
    assert set(result) == {"箭头不动", "拖不了"}
    assert result["箭头不动"].ends == {DECLINED: "", REFUSED: ""}
    assert result["箭头不动"].senders == {"one", "two"}
    assert result["拖不了"].ends == {OTHERWISE: "profile_unit"}


def test_personal_data_is_masked_and_stories_are_left_out(sample: SampleData) -> None:
    sample.write("one", turn("13800138000收不到验证码", "decline", at=sample.now))
    sample.write("one", turn("我在这里说一个很长的故事，" * 5, "decline", at=sample.now))
    assert set(said(sample)) == {"【手机号】收不到验证码"}


def test_what_is_older_than_it_may_be_kept_is_not_read(sample: SampleData) -> None:
    sample.write("one", turn("老早的话", "decline", at=sample.now - 181 * DAY))
    sample.write("one", turn("最近的话", "decline", at=sample.now - 179 * DAY))
    assert set(said(sample)) == {"最近的话"}


def test_without_a_database_there_is_nothing_and_none_is_made(tmp_path: Path) -> None:
    assert stored_messages(f"sqlite:///{tmp_path / 'none.db'}", frozenset()) == []
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_an_error_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "other.db").write_text("nothing" * 1000, encoding="utf-8")
    with pytest.raises(SQLAlchemyError):
        stored_messages(f"sqlite:///{tmp_path / 'other.db'}", frozenset())
