import time

from tests.persistence.helpdesk.desk import TestDesk


def test_there_is_who_chose_so_and_was_heard_of(desk: TestDesk) -> None:
    now = time.time()
    desk.agent("reader", role="reader")
    desk.agent("gone", seen=now - 61)
    desk.agent("off", disabled=True)
    desk.agent("away", state="offline")
    desk.agent("busy", state="busy")
    assert desk.presence.there(now) == (0, 0, 1), "who is busy takes nobody new, and comes to those who wait"
    desk.presence.choose("busy", "online", now)
    assert desk.presence.there(now) == (1, 1, 1)
    assert desk.presence.there(now + 61) == (0, 0, 0)
    desk.presence.beat("busy", now + 61)
    assert desk.presence.there(now + 61).online == 1
    desk.presence.leave("busy")
    assert desk.presence.there(now + 61) == (0, 0, 0)


def test_who_has_as_many_as_they_can_has_no_room(desk: TestDesk) -> None:
    now = time.time()
    desk.handovers.claim(desk.asks("a"), desk.agent("one", most=1))
    assert desk.presence.there(now) == (1, 0, 1)
    desk.agent("two", most=1)
    assert desk.presence.there(now) == (2, 1, 2)
