"""What a user's text may do."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.guard.user_text import LONGEST_TITLE, clean, clean_title, is_too_long, read_text
from channels.webchat.packet import PageTurn, read_packet
from zh.typed_slash import without_power

INTENTS = frozenset({"ask", "menu", "greet", "none_of_these"})


@pytest.mark.parametrize(
    "payload",
    [
        "/menu",
        "/greet",
        "/none_of_these",
        '/ask{"faq_id": "registration_how"}',
        '/menu{"topic": "注册"}',
        " /menu\n",
        "/menu{}",
    ],
)
def test_a_button_of_ours_passes(payload: str) -> None:
    read = read_text(payload, INTENTS)
    assert read.is_payload
    assert read.text == payload.strip()


@pytest.mark.parametrize(
    "typed",
    [
        "/restart",
        "/session_start",
        "/",
        "//menu",
        "/menu now",
        "/ask@1.0",
        '/inform{"role": "x"}',
        "/ask{",
        '/ask{"faq_id": 1}',
        '/ask{"faq_id": ["a"]}',
        '/ask{"faq_id": "' + "x" * 65 + '"}',
        '/ask{"a": "b"}{"c": "d"}',
        "/ask{" + '"a":' * 3000 + "}",
        "/ask\n{}",
        "/ASK",
        "\u200b/restart",
        "\x00/restart",
    ],
)
def test_any_other_slash_loses_its_power(typed: str) -> None:
    read = read_text(typed, INTENTS)
    assert not read.is_payload
    assert read.text == without_power(clean(typed))
    assert read.typed == clean(typed)


@given(st.text())
def test_nothing_but_a_payload_begins_with_a_slash(raw: str) -> None:
    read = read_text(raw, INTENTS)
    assert read.is_payload == read.text.startswith("/")
    assert read.text == read.text.strip()


@pytest.mark.parametrize("broken", ["D83D", "DCFF", "FFFD", "8", "200B"])
def test_what_is_broken_is_not_there(broken: str) -> None:
    broken = chr(int(broken, 16))
    for text in (f"忘记{broken}密码", f"{broken}忘记密码", f"忘记密码{broken}"):
        assert read_text(text, INTENTS).text == "忘记密码"
    assert clean_title(f"忘记{broken}密码") == "忘记密码"


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_left_can_be_stored(raw: str) -> None:
    text = clean(raw)
    assert text.encode("utf-8") is not None
    assert json.loads(json.dumps(text)) == text
    assert not {unicodedata.category(c) for c in text if c not in "\n\t\u200d"} & {"Cc", "Cf", "Cs"}


WRITTEN = st.sampled_from(
    ["/::)", "/:strong", "/微笑", "/", "//", "/restart", "/menu now", '/inform{"role":"unit"}', "①", "⑩②",
     "ＡＢＣ", "ｈｅｌｌｏ",
     "﷽", "ﷺ", "ｱｲｳｶﾞ", "㍿", "ﬁ", "½", "繁體", "İ", "👨\u200d👩\u200d👧",
     "👍🏽", "1️⃣", "怎么注册", "！", "\u3000", "急急急急", "　"]
)  # fmt: skip


@given(st.lists(WRITTEN, min_size=1, max_size=6).map("".join))
def test_what_was_typed_is_what_is_shown(raw: str) -> None:
    text = raw.strip()
    read = read_text(raw, INTENTS)
    assert read.typed == text
    packet = read_packet({"message": raw}, "metadata", INTENTS)
    assert packet is None if not text else isinstance(packet, PageTurn) and packet.shown == text


@pytest.mark.parametrize("raw", ["1\u200d3", "忘记\u200d密码", "\u200d👍", "👍\u200d", "👍\u200d1", "👍\u200d\u200d👍"])
def test_what_joins_pictures_joins_nothing_else(raw: str) -> None:
    assert "\u200d" not in clean(raw)


def test_lines_are_kept() -> None:
    assert clean("一\r\n二\r三\n四\u0000\u202e") == "一\n二\n三\n四"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("怎么注册", "怎么注册"),
        ("/restart", "restart"),
        (" / /x", "x"),
        ("", None),
        (None, None),
        (7, None),
        ("/", None),
        ("长" * 300, "长" * LONGEST_TITLE),
    ],
)
def test_a_title_never_begins_with_a_slash(raw: object, title: str | None) -> None:
    assert clean_title(raw) == title


@pytest.mark.parametrize("raw", ["长" * 501, "\ufdfa" * 28, "㌖" * 84, "İ" * 251, "\u200b" * 2001, "a" * 60_000])
def test_a_message_is_too_long_as_it_is_sent_or_as_it_is_understood(raw: str) -> None:
    assert is_too_long(raw)


@pytest.mark.parametrize("raw", ["长" * 500, "长" * 500 + " " * 1500, "\ufdfa" * 27, "①" * 500])
def test_a_message_of_the_longest_length_is_not(raw: str) -> None:
    assert not is_too_long(raw)


@pytest.mark.parametrize("raw", ["1 " * 30_000, "13800138000" * 500, "a@b.cn " * 9_000])
def test_a_title_longer_than_a_message_is_not_looked_at(raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.guard.user_text.mask", lambda text: pytest.fail(f"masked {len(text)} characters"))
    assert clean_title(raw) is None
