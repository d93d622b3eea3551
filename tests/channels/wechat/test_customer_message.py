"""Customer-service messages: one call each, none too long."""

from channels.wechat.customer_message import body, split_by_call
from channels.wechat.message import NumberedButton, WeChatMessage
from channels.wechat.splitting import size

BUTTONS = tuple(NumberedButton(n, f"问题{n}", f"/ask{n}") for n in range(1, 13))


def test_a_text() -> None:
    assert split_by_call([WeChatMessage("好的。")]) == [WeChatMessage("好的。")]
    assert body("o1", WeChatMessage("好的。"), "请选择：") == {
        "touser": "o1",
        "msgtype": "text",
        "text": {"content": "好的。"},
    }


def test_a_menu_of_at_most_ten() -> None:
    first, second = split_by_call([WeChatMessage("请选：", BUTTONS)])
    assert (first.text, len(first.buttons), second.text, len(second.buttons)) == ("请选：", 10, "", 2)
    menu = body("o1", second, "请选择：")["msgmenu"]
    assert menu["head_content"] == "请选择："
    assert [choice["content"] for choice in menu["list"]] == ["11. 问题11", "12. 问题12"]
    assert menu["list"][0]["id"] == BUTTONS[10].menu_id


def test_a_long_text_stands_before_its_menu() -> None:
    result = split_by_call([WeChatMessage("请按步骤操作。" * 150, BUTTONS[:1])])
    assert [len(unit.buttons) for unit in result] == [0, 0, 1]
    assert all(size(unit.text) <= 2048 for unit in result)
