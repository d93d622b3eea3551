"""Passive replies, as wechatpy's XML parser reads them."""

import xmltodict
from hypothesis import given
from hypothesis import strategies as st

from channels.wechat.push import Push
from channels.wechat.reply import WeChatReply, reply_xml

PUSHED = Push("oUser", "gh_x", "1", "text", {})


def read(reply: WeChatReply) -> dict[str, str]:
    return dict(xmltodict.parse(reply_xml(reply, PUSHED, 12.7))["xml"])


def test_a_text_goes_back_to_its_user() -> None:
    assert read(WeChatReply("text", "好\n的")) == {
        "ToUserName": "oUser", "FromUserName": "gh_x", "CreateTime": "12", "MsgType": "text", "Content": "好\n的",
    }  # fmt: skip


def test_a_person_any_or_one_by_name() -> None:
    assert read(WeChatReply("transfer")) == {
        "ToUserName": "oUser", "FromUserName": "gh_x", "CreateTime": "12", "MsgType": "transfer_customer_service",
    }  # fmt: skip
    assert "<TransInfo><KfAccount>kf1@gh_x</KfAccount></TransInfo>" in reply_xml(
        WeChatReply("transfer", "kf1@gh_x"), PUSHED, 1
    )


@given(st.text(max_size=60))
def test_any_text_is_well_formed(text: str) -> None:
    kept = read(WeChatReply("text", f"甲{text}]]><乙"))["Content"]
    assert kept.startswith("甲")
    assert kept.endswith("]]><乙")
    if text.isalnum() and text.isascii():
        assert text in kept
