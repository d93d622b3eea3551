import json
from typing import Any

import pytest

from channels.desk.desk_message import desk_message
from channels.desk.packet import FRESH, DeskPacket, SignedPacket, is_genuine, read_desk
from channels.http import RefusedRequest
from tests.desk_receiver import SECRET, signed
from tests.owner.builders import library

NOW = 1_800_000_000.0


def test_what_the_desk_signs_is_genuine() -> None:
    """The other end of the signature is actions/tickets/webhook.py."""
    body, headers = signed({"a": 1}, NOW)
    assert is_genuine(SignedPacket(body, headers["X-Timestamp"], headers["X-Signature"]), SECRET, NOW + FRESH - 1)


@pytest.mark.parametrize(
    ("change", "later"),
    [
        ({"body": b"{}"}, 0),
        ({"timestamp": "1800000001"}, 0),
        ({"timestamp": "-1"}, 0),
        ({"timestamp": "１８"}, 0),
        ({"timestamp": ""}, 0),
        ({"timestamp": "9" * 400}, 0),
        ({"signature": ""}, 0),
        ({"signature": "sha256=ü"}, 0),
        ({"signature": "sha256=\udcff\udcfe"}, 0),
        ({"timestamp": "\udcff"}, 0),
        ({}, FRESH + 1),
        ({}, -FRESH - 1),
    ],
)
def test_anything_else_is_not(change: dict[str, object], later: float) -> None:
    body, headers = signed({"a": 1}, NOW)
    packet = SignedPacket(body, headers["X-Timestamp"], headers["X-Signature"])._replace(**change)  # type: ignore[arg-type]
    assert not is_genuine(packet, SECRET, NOW + later)
    assert not is_genuine(packet._replace(**change), b"another secret of the same length", NOW)  # type: ignore[arg-type]


def test_a_message_and_the_end() -> None:
    assert read_desk(b'{"conversation": "a", "event": "closed"}') == DeskPacket("a", "closed")
    body = json.dumps({"conversation": "a", "event": "message", "text": " 您好\u200b "}).encode()
    assert read_desk(body) == DeskPacket("a", "message", "您好")


@pytest.mark.parametrize(
    ("packet", "read"),
    [
        ({"event": "claimed", "agent": "小王"}, {"agent": "小王"}),
        ({"event": "claimed"}, {}),
        (
            {"event": "message", "text": "在", "agent": "小王", "ticket": "t"},
            {"text": "在", "agent": "小王", "ticket": "t"},
        ),
        ({"event": "returned", "waiting": 2}, {"waiting": 2}),
        ({"event": "returned", "waiting": 2, "away": True}, {"waiting": 2, "away": True}),
        ({"event": "returned", "waiting": 0, "away": "yes"}, {"waiting": 0}),
        ({"event": "queue", "waiting": 0}, {"waiting": 0}),
        ({"event": "presence", "typing": True}, {"typing": True}),
        ({"event": "presence", "typing": "yes"}, {"typing": False}),
        ({"event": "closed", "ended": "solved"}, {"ended": "solved"}),
        ({"event": "closed", "ended": "assistant"}, {}),
    ],
)
def test_what_else_the_desk_says(packet: dict[str, object], read: dict[str, Any]) -> None:
    result = read_desk(json.dumps({"conversation": "a", **packet}).encode())
    assert result == DeskPacket("a", str(packet["event"]), **read)


@pytest.mark.parametrize(
    "packet",
    [
        [],
        {},
        {"conversation": "", "event": "closed"},
        {"conversation": 7, "event": "closed"},
        {"conversation": "\ud800", "event": "closed"},
        {"conversation": "a\x00", "event": "closed"},
        {"conversation": "a", "event": "gone"},
        {"conversation": "a", "event": "message"},
        {"conversation": "a", "event": "message", "text": "在", "agent": 7},
        {"conversation": "a", "event": "claimed", "agent": "长" * 65},
        {"conversation": "a", "event": "claimed", "agent": "小\n王"},
        {"conversation": "a", "event": "queue"},
        {"conversation": "a", "event": "queue", "waiting": -1},
        {"conversation": "a", "event": "returned", "waiting": "2"},
        {"conversation": "a", "event": "message", "text": " "},
        {"conversation": "a", "event": "message", "text": "长" * 2001},
    ],
)
def test_what_means_nothing_is_refused(packet: object) -> None:
    assert isinstance(read_desk(json.dumps(packet).encode()), RefusedRequest)
    assert isinstance(read_desk(b"{"), RefusedRequest)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"id": "ab" * 16, "kind": "picture"}, {"id": "ab" * 16, "kind": "picture"}),
        ({"id": "ab" * 16, "kind": "program"}, None),
        ({"id": "../x", "kind": "picture"}, None),
        ("ab" * 16, None),
    ],
)
def test_a_message_may_send_a_picture(given: object, expected: object) -> None:
    packet = {"conversation": "web-a", "event": "message", "text": "[图片]", "attachment": given}
    read = read_desk(json.dumps(packet).encode())
    assert isinstance(read, DeskPacket)
    assert read.attachment == expected
    metadata = desk_message(read, library()).metadata
    assert metadata.get("attachment") == expected
