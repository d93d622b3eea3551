"""Pushes read from XML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.wechat.pushed import NotReadable, Pushed, read_fields, read_pushed
from tools.wechat_simulator.pushing import to_xml

FIELDS = {
    "FromUserName": "oUser",
    "ToUserName": "gh_x",
    "CreateTime": "1700000000",
    "MsgType": "text",
    "Content": "在吗",
}


def test_a_text() -> None:
    pushed = read_pushed(read_fields(to_xml({**FIELDS, "MsgId": "7"}).encode()))
    assert (pushed.open_id, pushed.to, pushed.kind, pushed.is_event) == ("oUser", "gh_x", "text", False)
    assert pushed.fields["Content"] == "在吗"
    assert pushed.identity == ("message", "oUser", "7")


def test_what_is_nested_is_left_alone() -> None:
    fields = read_fields(b"<xml><A>1</A><ScanCodeInfo><ScanResult>2</ScanResult></ScanCodeInfo><B/></xml>")
    assert fields == {"A": "1", "ScanCodeInfo": "", "B": ""}


def test_events_of_one_second_are_told_apart() -> None:
    def event(name: str, key: str) -> Pushed:
        return read_pushed({**FIELDS, "MsgType": "event", "Event": name, "EventKey": key})

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
        b"<?xml version='1.0' encoding='none'?><xml/>",
    ],
)
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(NotReadable):
        read_fields(body)


@pytest.mark.parametrize("name", ["FromUserName", "ToUserName", "CreateTime", "MsgType"])
@pytest.mark.parametrize("value", ["", " ", "x" * 129, "a\x07b"])
def test_what_each_message_must_have(name: str, value: str) -> None:
    with pytest.raises(NotReadable):
        read_pushed({**FIELDS, name: value})
    with pytest.raises(NotReadable):
        read_pushed({key: text for key, text in FIELDS.items() if key != name})


@given(
    st.binary(max_size=300) | st.text(max_size=100).map(lambda text: f"<xml>{text}</xml>".encode("utf-8", "replace"))
)
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    try:
        fields = read_fields(body)
    except NotReadable:
        return
    assert all(isinstance(value, str) for value in fields.values())
