import pytest

from actions.tickets.ticket import LONGEST_LINE, MOST_LINES, Event, transcript
from zh.typed_slash import without_power

NOTHING: frozenset[str] = frozenset()


def user(text: str, **more: object) -> dict[str, object]:
    return {"event": "user", "text": text, "timestamp": 60.0, **more}


def test_what_users_type_is_masked_and_what_the_owner_writes_is_not() -> None:
    bot = {"event": "bot", "text": "请发送至邮箱（sdzjkf@163.com）", "timestamp": 61.0}
    lines = transcript([user("我的号是13800138000，邮箱a@b.com"), bot], NOTHING)
    assert [(line.who, line.text) for line in lines] == [
        ("user", "我的号是【手机号】，邮箱【邮箱】"),
        ("bot", "请发送至邮箱（sdzjkf@163.com）"),
    ]
    assert lines[0].at == "1970-01-01T00:01:00+00:00"


def test_a_button_is_shown_by_its_title() -> None:
    greeting = {"event": "bot", "text": "您好", "data": {"buttons": [{"title": "问题分类", "payload": "/menu"}]}}
    assert [line.text for line in transcript([greeting, user("/menu")], NOTHING)] == ["您好", "问题分类"]


@pytest.mark.parametrize("typed", ["/::)", "/restart", '/inform{"role":"unit"}', "①ＡＢＣ"])
def test_a_text_stands_there_as_it_was_typed(typed: str) -> None:
    assert [line.text for line in transcript([user(without_power(typed))], NOTHING)] == [typed]


def test_only_this_session_and_only_the_latest() -> None:
    events: list[Event] = [
        user("以前"),
        {"event": "session_started"},
        *(user(str(n)) for n in range(MOST_LINES + 5)),
        {"event": "bot"},
    ]
    lines = transcript(events, NOTHING)
    assert len(lines) == MOST_LINES
    assert lines[-1].text == str(MOST_LINES + 4)
    assert "以前" not in [line.text for line in lines]


def test_a_line_has_an_end() -> None:
    assert len(transcript([user("长" * 1000)], NOTHING)[0].text) == LONGEST_LINE


def test_what_the_owner_has_made_public_stays_whoever_writes_it() -> None:
    [line] = transcript([user("邮件发到sdzjkf@163.com了没回，我的是a@b.com")], frozenset({"sdzjkf@163.com"}))
    assert line.text == "邮件发到sdzjkf@163.com了没回，我的是【邮箱】"
