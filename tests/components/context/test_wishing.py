from dataclasses import replace

import pytest

from components.context.wishing import CLEAR_WISH, is_wished
from tests.components.context.builders import typed


@pytest.mark.parametrize(
    "text",
    [
        *("还是让助手回答吧", "不用人工了", "不等客服了，机器人来吧", "别等人工了还是机器人吧", "不想等人了机器人答吧"),
        *("不用排队了我问助手", "别转人工了，让智能客服答", "算了不等了，你来吧", "取消转人工"),
    ],
)
def test_who_wants_no_person_or_the_assistant_wishes_for_it(text: str) -> None:
    assert is_wished(typed(text, "resume"))


@pytest.mark.parametrize(
    "text", ["不想用助手", "我不要机器人", "别用自动回复了", "不用智能客服", "人工你说，不要让助手答", "不需要机器人了"]
)
def test_who_refuses_the_assistant_does_not(text: str) -> None:
    assert not is_wished(typed(text, "resume"))


@pytest.mark.parametrize(
    "text",
    ["让客服回答吧", "还是人工回答吧", "小王来回答吧", "请继续回答", "您继续回答", "还是你回答吧", "还是老师回答吧"],
)
def test_who_asks_the_person_to_answer_does_not(text: str) -> None:
    assert not is_wished(typed(text, "resume"))


def test_what_is_doubtful_or_something_else_is_no_wish() -> None:
    wish = typed("还是让助手回答吧", "resume")
    assert not is_wished(replace(wish, confidence=CLEAR_WISH - 0.01))
    assert not is_wished(replace(wish, intent="complain"))
