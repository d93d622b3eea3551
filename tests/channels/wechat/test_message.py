"""Responses as WeChat can show them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from channels.wechat.message import NumberedButton, WeChatMessage, joined_text, menu_id, reply_text, wechat_messages
from channels.wechat.splitting import MOST, size


def buttons(*titles: str) -> list[dict[str, str]]:
    return [{"title": title, "payload": f"/ask{{{title}}}"} for title in titles]


def test_numbers_go_through_all_messages_of_a_turn() -> None:
    messages = wechat_messages(
        [{"text": "甲", "buttons": buttons("一", "二")}, {"text": "乙"}, {"text": "丙", "buttons": buttons("三")}]
    )
    assert joined_text(messages, links=False) == "甲\n1. 一\n2. 二\n\n乙\n\n丙\n3. 三"


def test_a_button_without_a_payload_keeps_its_number_for_the_assistant_counts_it() -> None:
    messages = wechat_messages([{"text": "甲", "buttons": [{"title": "网页"}, *buttons("二")]}])
    assert joined_text(messages, links=False) == "甲\n2. 二"


def test_an_image_is_its_address_and_nothing_is_nothing() -> None:
    assert wechat_messages([{"text": "看", "image": "https://example.org/a.png"}, {"custom": {}}, {"text": " "}]) == [
        WeChatMessage("看\nhttps://example.org/a.png")
    ]


def test_a_link_sends_the_title_and_names_the_button() -> None:
    [message] = wechat_messages([{"text": "甲", "buttons": buttons("怎么注册")}])
    id_ = menu_id("/ask{怎么注册}")
    assert joined_text([message], links=True) == (
        f'甲\n<a href="weixin://bizmsgmenu?msgmenucontent=怎么注册&msgmenuid={id_}">1. 怎么注册</a>'
    )


def test_no_text_makes_a_link_and_no_title_breaks_one() -> None:
    messages = wechat_messages(
        [{"text": '<a href="https://example.org">点我</a>', "buttons": buttons('"><a href="x">&msgmenuid=1')}]
    )
    whole = joined_text(messages, links=True)
    assert whole.startswith("＜a href=")
    assert len(re.findall("<", whole)) == 2
    assert len(re.findall("msgmenuid=", whole)) == 2  # in the address, and wide in its content, plain in the label
    [address] = re.findall(r'<a href="([^"]*)">', whole)
    assert address.count("&") == 1


@given(st.text(max_size=40))
def test_a_link_is_one_link_whatever_the_title(title: str) -> None:
    one = WeChatMessage("", (NumberedButton(1, title, "/menu"),))
    whole = joined_text([one], links=True)
    match = re.fullmatch(
        r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&<>]*)&msgmenuid=[0-9a-f]{16}">([^<>]*)</a>',
        whole,
        re.DOTALL,
    )
    assert match


def test_what_fits_is_one_reply_with_links() -> None:
    messages = wechat_messages([{"text": "甲", "buttons": buttons("一")}, {"text": "乙"}])
    assert reply_text(messages) == (joined_text(messages, links=True), [])


def test_links_give_way_to_numbers_before_anything_is_cut() -> None:
    messages = wechat_messages([{"text": "请选择：", "buttons": buttons(*(f"第{n}个问题" for n in range(30)))}])
    text, rest = reply_text(messages)
    assert (text, rest) == (joined_text(messages, links=False), [])


def test_whole_messages_first_the_others_follow() -> None:
    messages = [WeChatMessage("短。"), WeChatMessage("长" * 680 + "。"), WeChatMessage("尾。")]
    assert reply_text(messages) == ("短。", messages[1:])


def test_a_long_text_is_cut_and_its_buttons_come_with_its_end() -> None:
    [one] = wechat_messages([{"text": "请按步骤操作。" * 250, "buttons": buttons("一")}])
    text, rest = reply_text([one])
    assert size(text) <= MOST
    assert text + "".join(piece.text for piece in rest) == one.text
    assert [piece.buttons for piece in rest] == [(), one.buttons]


@given(st.lists(st.builds(WeChatMessage, st.text("甲。\n", max_size=1500), st.just(())), min_size=1, max_size=4))
def test_a_reply_is_never_too_long_and_nothing_is_lost(said: list[WeChatMessage]) -> None:
    text, rest = reply_text(said)
    assert size(text) <= MOST
    letters = "".join((text + "".join(one.text for one in rest)).split())
    assert letters == "".join("".join(one.text for one in said).split())
