"""Tickets on their way to a desk that is sometimes away."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from actions.tickets import delivery
from actions.tickets.delivery import TicketDelivery, body_for_desk, deliver_one, wait_after
from actions.tickets.store import LONGEST_WAIT, TicketStore
from actions.tickets.ticket import TicketLine
from actions.tickets.webhook import Webhook
from persistence.attachments.addresses import Addresses, AttachmentName
from persistence.names import Names
from tests.actions.tickets.builders import a_ticket
from tests.desk_receiver import SECRET, Receiver

NAMES, ADDRESSES = Names(b"k" * 32), Addresses(b"k" * 32)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    it = Receiver()
    yield it
    it.stop()


@pytest.fixture
def store(tmp_path: Path) -> TicketStore:
    return TicketStore(f"sqlite:///{tmp_path / 'conversations.db'}")


def test_a_ticket_reaches_the_desk_signed(store: TicketStore, receiver: Receiver) -> None:
    store.open(a_ticket(), tell=True)
    assert deliver_one(store, Webhook(receiver.url, SECRET), NAMES, ADDRESSES)
    assert not deliver_one(store, Webhook(receiver.url, SECRET), NAMES, ADDRESSES)
    [heard] = receiver.heard
    assert (heard["event"], heard["conversation"], heard["role"]) == ("opened", "someone", "unit")


@pytest.mark.parametrize("status", [500, 404, 302])
def test_what_the_desk_refuses_is_kept(store: TicketStore, receiver: Receiver, status: int) -> None:
    receiver.status = status
    store.open(a_ticket(), tell=True)
    assert deliver_one(store, Webhook(receiver.url, SECRET), NAMES, ADDRESSES)
    receiver.status = 200
    again = store.take(time.time() + wait_after(1) + 1, time.time() + 60)
    assert again
    assert again.attempts == 1


def test_a_clock_that_is_set_back_holds_up_no_event(store: TicketStore) -> None:
    store.open(a_ticket(), tell=True)
    day = 86_400.0
    first = store.take(day, day + 20)
    assert first
    store.failed(first.number, 1, day + wait_after(1))
    assert store.take(day + 1, day + 21) is None
    again = store.take(day / 2, day / 2 + 20)
    assert again
    assert again.attempts == 1


def test_a_desk_that_was_down_loses_nothing(
    store: TicketStore, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "SHORTEST_WAIT", 0.02)
    monkeypatch.setattr(delivery, "LOOK_AGAIN", 0.02)
    receiver.status = 503
    work = TicketDelivery(store, Webhook(receiver.url, SECRET), NAMES, ADDRESSES)
    work.start()
    for number in range(5):
        store.open(a_ticket(str(number)), tell=True)
        store.add(str(number), "在吗", "2026-11-23T02:05:00+00:00")
    time.sleep(0.3)
    assert not receiver.heard
    receiver.status = 200
    deadline = time.monotonic() + 30
    while len(receiver.heard) < 10 and time.monotonic() < deadline:
        time.sleep(0.02)
    work.stop()
    assert sorted(f"{heard['conversation']} {heard['event']}" for heard in receiver.heard) == sorted(
        f"{number} {event}" for number in range(5) for event in ("opened", "message")
    )
    for number in range(5):
        told = [heard["event"] for heard in receiver.heard if heard["conversation"] == str(number)]
        assert told == ["opened", "message"]


def test_the_waits_grow_and_have_an_end() -> None:
    assert [wait_after(attempts) for attempts in (1, 2, 3)] == [2.0, 4.0, 8.0]
    assert wait_after(1000) == LONGEST_WAIT


def test_a_store_that_fails_does_not_end_it(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "LOOK_AGAIN", 0.01)
    work = TicketDelivery(TicketStore("sqlite:////nowhere/at/all.db"), Webhook(receiver.url, SECRET), NAMES, ADDRESSES)
    work.start()
    time.sleep(0.1)
    assert work._thread.is_alive()
    work.stop()
    assert not work._thread.is_alive()


def test_the_desk_reads_the_name_and_the_database_does_not_hold_it(store: TicketStore, receiver: Receiver) -> None:
    named = replace(a_ticket(NAMES.conversation("11010519491231002X")), name=NAMES.seal("11010519491231002X"))
    store.open(named, tell=True)
    store.add(named.conversation, "在吗", "2026-11-23T02:05:00+00:00")
    again = store.take(0, 0)
    assert again
    assert "11010519491231002X" not in again.body + repr(store.all())
    while deliver_one(store, Webhook(receiver.url, SECRET), NAMES, ADDRESSES):
        pass
    opened, message = receiver.heard
    assert (opened["name"], opened["conversation"]) == ("11010519491231002X", named.conversation)
    assert "name" not in message


def test_a_picture_comes_with_its_address(store: TicketStore, receiver: Receiver) -> None:
    """In the ticket and in a message; the same each time it is sent."""
    picture = {"id": "a" * 32, "kind": "picture"}
    line = TicketLine("user", "2026-11-23T02:00:00+00:00", "[图片]", picture)
    store.open(replace(a_ticket("web-a"), transcript=(line,)), tell=True)
    store.add("web-a", "[图片]", "2026-11-23T02:05:00+00:00", attachment=picture)
    while deliver_one(store, Webhook(receiver.url, SECRET), NAMES, ADDRESSES):
        pass
    opened, message = receiver.heard
    for said in (opened["transcript"][0], message):
        at = datetime.fromisoformat(said["at"]).timestamp()
        path, until = ADDRESSES.of(AttachmentName("web-a", picture["id"]), at)
        assert said["attachment"] == {"kind": "picture", "path": path, "until": until}
        conversation, reference = path.split("/")[-2:]
        assert ADDRESSES.named(conversation, reference, until - 1) == ("web-a", picture["id"])


def test_a_name_of_another_key_is_none() -> None:
    body = json.dumps({"event": "opened", "name": Names(b"l" * 32).seal("a")})
    assert json.loads(body_for_desk(body, NAMES, ADDRESSES)) == {"event": "opened", "name": None}
