"""Packets go out in the order of their conversation, each until it is taken."""

import time
from typing import Any

from channels.desk.deliveries import delivery_ids
from channels.desk.packet import SignedPacket
from persistence.helpdesk.outbox import kept_as, put, wait_after
from tests.persistence.helpdesk.desk import TestDesk


def write(desk: TestDesk, ticket: str, text: str) -> int:
    row = desk.row(ticket)
    with desk.database.begin() as connection:
        return put(connection, row, "message", {"text": text})


def texts(desk: TestDesk, now: float) -> list[Any]:
    return [row.body["text"] for row in desk.outbox.due(now)]


def test_of_a_conversation_one_at_a_time_in_order(desk: TestDesk) -> None:
    first, second = desk.asks("web-a"), desk.asks("web-b")
    ids = [write(desk, first, "一"), write(desk, second, "甲"), write(desk, first, "二")]
    now = time.time()
    assert texts(desk, now) == ["一", "甲"]
    desk.outbox.again(ids[0], 1, now)
    assert texts(desk, now) == ["甲"], "what follows waits, another conversation does not"
    assert texts(desk, now + 0.6) == ["一", "甲"]
    desk.outbox.sent(ids[0])
    desk.outbox.failed(ids[1])
    assert texts(desk, now) == ["二"]


def test_a_packet_says_whose_it_is(desk: TestDesk) -> None:
    ticket = desk.asks("web-a")
    id_ = write(desk, ticket, "您好")
    (row,) = desk.outbox.due(time.time())
    assert row.packet == {"conversation": "web-a", "event": "message", "ticket": ticket, "text": "您好"}
    assert row.delivery == f"desk-{id_}"


def test_a_clock_that_is_set_back_holds_nothing_up(desk: TestDesk) -> None:
    id_ = write(desk, desk.asks("web-a"), "您好")
    desk.outbox.again(id_, 9, time.time() + 3600)
    assert texts(desk, time.time()) == ["您好"]


def test_no_id_is_given_twice(desk: TestDesk) -> None:
    """The Rasa server would take the second one for the first."""
    ticket = desk.asks("web-a")
    id_ = write(desk, ticket, "一")
    with desk.database.begin() as connection:
        connection.exec_driver_sql("DELETE FROM desk_outbox")
    assert write(desk, ticket, "二") > id_


def test_waits_grow_and_end() -> None:
    assert [wait_after(attempts) for attempts in (1, 2, 3, 7, 8, 1000)] == [0.5, 1, 2, 5, 5, 5]


def test_what_the_rasa_server_keeps_of_a_delivery_is_known_here() -> None:
    ids = delivery_ids(SignedPacket(b"{}", "0", ""), "desk-7")
    assert ids is not None
    assert kept_as(7) == ids[1]
