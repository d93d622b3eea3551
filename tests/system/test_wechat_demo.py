"""`make wechat-demo`, through a pseudo-terminal."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.terminal import terminal


@pytest.fixture
def demo() -> Iterator[Any]:
    with terminal("tools.wechat_simulator", ready="公众号已就绪", leave=":退出", echo=False) as it:
        yield it


def test_a_user_of_the_account_in_the_terminal(demo: Any) -> None:
    demo.expect(":退出")
    for line, reply in (
        (":关注", "公众号(（客服消息）)?｜您好，我是学时助手"),
        ("忘记密码", "公众号(（客服消息）)?｜请问您是以下哪种用户"),
        (":点 2", "公众号(（客服消息）)?｜.*上级审核部门"),
        (":语音 证书怎么打印", "公众号(（客服消息）)?｜"),
        (":图片", "看不懂图片"),
        (":菜单 人工客服", "您的请求已登记"),
        (":点 9", "没有这个选项"),
        (":菜单 没有的", "菜单里有：怎么注册"),
        (":什么", "公众号已就绪"),
    ):
        demo.sendline(line)
        demo.expect(reply)
