"""Generates the messages of simulated users: questions of the FAQ, every third one with a custom action."""

from collections.abc import Iterator
from itertools import count

PLAIN = (
    "怎么打印证书",
    "公需课达标是多少",
    "学时会对接到哪个平台",
    "单位调转怎么操作",
    "评职称需要几年学时",
    "忘记密码怎么办，我是专技个人",
)
ACTION = ("我在德州，怎么不能学时申报", "我是聊城的，为什么不能申报学时", "淄博的怎么不能学时申报")

TURNS_IN_A_CONVERSATION = 6


def messages(begin: int) -> Iterator[tuple[str, bool]]:
    """Yield what a user says and whether it needs a custom action, without end; users begin at different places."""
    for number in count(begin):
        if number % 3 == 2:
            yield ACTION[number // 3 % len(ACTION)], True
        else:
            yield PLAIN[number % len(PLAIN)], False
