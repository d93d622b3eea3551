"""What a user is told whose message held personal data: once, and not at every message."""

from collections.abc import Iterable

from channels.rasa_server import Event, said_by_user
from zh.personal import Personal, masked_kinds

PERSONAL = "为保护您的个人信息，您消息中的身份证号、手机号等已隐去，请不要在对话中发送这类信息。"
PASSWORD = "您消息中的密码已隐去。为了账号安全，请不要把密码告诉任何人，并尽快修改您的密码。"

QUIET = 1800.0
"""Seconds in which a conversation is told once."""


def remark(text: str, events: Iterable[Event], now: float) -> str | None:
    """Return what the user is told of `text`, from which personal data was taken; None when they know.

    `events`: of the conversation so far; `now`: seconds since 1970.
    """
    told: set[Personal] = set()
    for event in said_by_user(events):
        if now - event.timestamp < QUIET:
            told |= masked_kinds(event.text or "")
    if Personal.PASSWORD in masked_kinds(text):
        return None if Personal.PASSWORD in told else PASSWORD
    return None if told else PERSONAL
