"""What passes the check before Engine.IO and Socket.IO read it, and what does not."""

import pytest

from channels.webchat.frames import AHEAD, BROKEN, FRAMES_A_SECOND, Pace, decoded, is_packet, readable, readable_body
from tests.channels.webchat.malformed import ENGINE, SOCKET

EVENTS = frozenset({"user_uttered"})


@pytest.mark.parametrize("frame", ["1", "3", "40", '40{"token":"a"}', "41", '42["user_uttered",{}]', '42/none,7["a"]'])
def test_what_clients_send_is_left_as_it_is(frame: str) -> None:
    assert readable(frame) == frame
    assert readable_body(f"{frame}\x1e{frame}".encode()) == f"{frame}\x1e{frame}".encode()


@pytest.mark.parametrize("frame", [*ENGINE, *SOCKET], ids=lambda frame: ascii(frame)[:24])
@pytest.mark.parametrize("connected", [True, False])
def test_anything_else_is_no_packet(frame: str | bytes, connected: bool) -> None:
    passed = readable(frame)
    packet = decoded(passed[1:] if isinstance(passed, str) else passed)
    if packet and packet.namespace:
        # Nobody is connected to another namespace; who wants to be is told that it is unknown.
        assert packet.packet_type == 0 or not is_packet(packet, False, EVENTS)
    else:
        assert packet is None or not is_packet(packet, connected, EVENTS)


@pytest.mark.parametrize(
    ("body", "passed"),
    [("", ""), ("d=3", "d=3"), ("d=", BROKEN), ("d=x", BROKEN), ("3\x1e", f"3\x1e{BROKEN}"), ("3\x1e" * 16, BROKEN)],
)
def test_a_body_of_several(body: str, passed: str) -> None:
    assert readable_body(body.encode()) == passed.encode()
    assert readable_body(b"\xff" + body.encode()) == BROKEN.encode()


def test_a_packet_is_of_its_time() -> None:
    connect, event = decoded("0"), decoded('2["user_uttered"]')
    assert connect
    assert event
    assert [is_packet(connect, connected, EVENTS) for connected in (False, True)] == [True, False]
    assert [is_packet(event, connected, EVENTS) for connected in (False, True)] == [False, True]


def test_people_never_wait_and_a_flood_does() -> None:
    pace = Pace()
    assert not any(pace.wait_after(200, now=second / 10) for second in range(100))
    # A page that was away sends what it has kept at once.
    assert not any(pace.wait_after(2_000, now=10.0) for _ in range(100))
    waits = [pace.wait_after(60_000, now=11.0) for _ in range(100)]
    assert waits == sorted(waits)
    assert waits[-1] > 3


def test_many_small_frames_are_a_flood_as_well() -> None:
    pace = Pace()
    waits = [pace.wait_after(1, now=0.0) for _ in range(round(FRAMES_A_SECOND * (AHEAD + 1)))]
    assert waits[-1] == pytest.approx(1.0, abs=0.01)
    assert pace.wait_after(1, now=60.0) == 0
