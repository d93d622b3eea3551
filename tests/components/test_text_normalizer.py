"""TextNormalizer unifies spellings, leaves payloads as they are and lets no user type one."""

import pytest
from rasa.shared.nlu.training_data.message import Message

from components.text_normalizer import TextNormalizer
from zh.typed_slash import without_power


def seen(text: str) -> str:
    message = Message({"text": text})
    TextNormalizer().process([message])
    return str(message.get("text"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ＩＥ浏览器登陆不了！！！", "ie浏览器登录不了!"),
        ("學時怎麼申報", "学时怎么申报"),
        ("  急急急  帐号  ", "急 账号"),
        ("您好，请问一下怎么注册啊", "怎么注册"),
        ("你好", "你好"),
    ],
)
def test_one_spelling(typed: str, read: str) -> None:
    assert seen(typed) == read


def test_a_payload_is_left_alone() -> None:
    assert seen('/ask{"faq_id": "registration_how"}') == '/ask{"faq_id": "registration_how"}'


@pytest.mark.parametrize("typed", ["／restart", "／／restart", " ／restart"])
def test_a_full_width_slash_is_no_command(typed: str) -> None:
    assert not seen(typed).startswith("/")


@pytest.mark.parametrize("typed", ["/::)", "/微笑", "/怎么注册", "/restart", "//"])
def test_a_typed_slash_changes_nothing_else(typed: str) -> None:
    assert seen(without_power(typed)) == seen(f"／{typed[1:]}")


def test_a_message_without_text_passes() -> None:
    message = Message({"intent": "greet"})
    assert TextNormalizer().process([message]) == [message]
