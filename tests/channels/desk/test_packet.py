import json

import pytest

from channels.desk.packet import FRESH, FromDesk, Signed, is_genuine, read_desk
from channels.http import Refused
from tests.desk_receiver import SECRET, signed

NOW = 1_800_000_000.0


def test_what_the_desk_signs_is_genuine() -> None:
    """The other end of the signature is actions/tickets/webhook.py."""
    body, headers = signed({"a": 1}, NOW)
    assert is_genuine(Signed(body, headers["X-Timestamp"], headers["X-Signature"]), SECRET, NOW + FRESH - 1)


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
    packet = Signed(body, headers["X-Timestamp"], headers["X-Signature"])._replace(**change)  # type: ignore[arg-type]
    assert not is_genuine(packet, SECRET, NOW + later)
    assert not is_genuine(packet._replace(**change), b"another secret of the same length", NOW)  # type: ignore[arg-type]


def test_a_message_and_the_end() -> None:
    assert read_desk(b'{"conversation": "a", "event": "closed"}') == FromDesk("a", None)
    body = json.dumps({"conversation": "a", "event": "message", "text": " 您好\u200b "}).encode()
    assert read_desk(body) == FromDesk("a", "您好")


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
        {"conversation": "a", "event": "message", "text": " "},
        {"conversation": "a", "event": "message", "text": "长" * 2001},
    ],
)
def test_what_means_nothing_is_refused(packet: object) -> None:
    assert isinstance(read_desk(json.dumps(packet).encode()), Refused)
    assert isinstance(read_desk(b"{"), Refused)
