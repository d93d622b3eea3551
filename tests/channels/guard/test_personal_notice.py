"""Who sends personal data is told so once in a while."""

from rasa.shared.core.events import BotUttered, UserUttered

from channels.guard.personal_notice import QUIET, personal_notice

NOW = 1_800_000_000.0


def said(text: str, ago: float = 60.0) -> UserUttered:
    return UserUttered(text, timestamp=NOW - ago)


def test_the_first_message_is_remarked_upon() -> None:
    assert personal_notice("手机【手机号】换了", [], NOW) == "personal："
    assert (
        personal_notice("手机【手机号】换了", [said("怎么注册"), BotUttered("【手机号】", timestamp=NOW)], NOW)
        == "personal："
    )


def test_the_next_ones_are_not_for_a_while() -> None:
    assert personal_notice("身份证【身份证号】", [said("手机【手机号】换了")], NOW) is None
    assert personal_notice("身份证【身份证号】", [said("手机【手机号】换了", ago=QUIET + 1)], NOW) == "personal："


def test_who_sends_a_password_is_told_to_change_it_whatever_was_said_before() -> None:
    assert personal_notice("密码【密码】不对", [said("手机【手机号】换了")], NOW) == "password："
    assert personal_notice("密码【密码】不对", [said("密码是【密码】")], NOW) is None
    assert personal_notice("手机【手机号】换了", [said("密码是【密码】")], NOW) is None
