"""Pushes read from XML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.wechat.push import Push, UnreadablePush, read_fields, read_push
from tools.wechat_simulator.pushing import to_xml

FIELDS = {
    "FromUserName": "oUser",
    "ToUserName": "gh_x",
    "CreateTime": "1700000000",
    "MsgType": "text",
    "Content": "在吗",
}


def test_a_text() -> None:
    pushed = read_push(read_fields(to_xml({**FIELDS, "MsgId": "7"}).encode()))
    assert (pushed.open_id, pushed.to, pushed.kind, pushed.is_event) == ("oUser", "gh_x", "text", False)
    assert pushed.fields["Content"] == "在吗"
    assert pushed.identity == ("message", "oUser", "7")


def test_what_is_nested_is_left_alone() -> None:
    fields = read_fields(b"<xml><A>1</A><ScanCodeInfo><ScanResult>2</ScanResult></ScanCodeInfo><B/></xml>")
    assert fields == {"A": "1", "ScanCodeInfo": "", "B": ""}


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        ("<![CDATA[忘记\x08密码]]>", "忘记密码"),
        ("<![CDATA[忘记\ud83d密码\ude00\ufffe]]>", "忘记密码"),
        ("忘记&#8;密码&#xD83D;&#99999999;&#65;", "忘记密码A"),
        ("<![CDATA[&#8;]]>", "&#8;"),
        ("<![CDATA[a]]>b]]><c]]>", "a]]>b]]><c"),
        ("<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b"),
        ("a & b&nbsp;c&;&amp;&", "a & b&nbsp;c&;&&"),
        ("&#99999999999;&#x123456789;&#x;<![CDATA[&]]>", "&#99999999999;&#x123456789;&#x;&"),
    ],
)
def test_what_xml_cannot_hold_is_read_over(inside: str, read: str) -> None:
    body = f"<xml><Content>{inside}</Content></xml>".encode("utf-8", "surrogatepass")
    assert read_fields(body) == {"Content": read}


@pytest.mark.parametrize("encoding", ["GBK", "no-such", "UTF-16"])
def test_a_declared_encoding_does_not_count(encoding: str) -> None:
    body = f'\ufeff<?xml version="1.0" encoding="{encoding}"?>\n<xml><Content>在吗</Content></xml>'
    assert read_fields(body.encode()) == {"Content": "在吗"}


@given(st.text(st.characters() | st.sampled_from("\x00\x08\ud83d\ude00]>&#8;<"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    fields = read_fields(to_xml({"Content": text}).encode("utf-8", "surrogatepass"))
    kept = [c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c.isprintable()]
    assert [c for c in fields["Content"] if c.isprintable()] == kept


def test_events_of_one_second_are_told_apart() -> None:
    def event(name: str, key: str) -> Push:
        return read_push({**FIELDS, "MsgType": "event", "Event": name, "EventKey": key})

    assert event("subscribe", "").identity != event("SCAN", "").identity
    assert event("CLICK", "a").identity != event("CLICK", "b").identity
    assert event("CLICK", "a").identity == event("CLICK", "a").identity


BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;">]><xml><Content>&c;</Content></xml>"""
FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><xml><Content>&f;</Content></xml>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"<xml>",
        b"<html/>",
        BILLION_LAUGHS,
        FILE,
        b"\xff\xfe",
        b"<xml><Content>a < b</Content></xml>",
    ],
)
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadablePush):
        read_fields(body)


@pytest.mark.parametrize("name", ["FromUserName", "ToUserName", "CreateTime", "MsgType"])
@pytest.mark.parametrize("value", ["", " ", "x" * 129, "a\x07b"])
def test_what_each_message_must_have(name: str, value: str) -> None:
    with pytest.raises(UnreadablePush):
        read_push({**FIELDS, name: value})
    with pytest.raises(UnreadablePush):
        read_push({key: text for key, text in FIELDS.items() if key != name})


@given(
    st.binary(max_size=300) | st.text(max_size=100).map(lambda text: f"<xml>{text}</xml>".encode("utf-8", "replace"))
)
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    try:
        fields = read_fields(body)
    except UnreadablePush:
        return
    assert all(isinstance(value, str) for value in fields.values())
