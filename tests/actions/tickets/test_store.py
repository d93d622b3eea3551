import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from actions.tickets.store import TicketStore
from tests.actions.tickets.builders import a_ticket


@pytest.fixture
def store(tmp_path: Path) -> TicketStore:
    return TicketStore(f"sqlite:///{tmp_path / 'conversations.db'}")


def test_a_conversation_has_one_open_ticket(store: TicketStore) -> None:
    first = store.open(a_ticket(), tell=False)
    assert store.open(a_ticket(reason="misses"), tell=False) == first
    assert [(ticket["id"], ticket["reason"]) for ticket in store.all()] == [(first, "misses")]
    assert store.open(a_ticket("another"), tell=False) != first


def test_after_its_end_there_is_a_new_one(store: TicketStore) -> None:
    first = store.open(a_ticket(), tell=False)
    store.close("someone", "2026-11-23T03:00:00+00:00", tell=False)
    assert store.open(a_ticket(), tell=False) != first
    assert [ticket["closed"] for ticket in store.all()].count("2026-11-23T03:00:00+00:00") == 1


def test_tickets_outlive_the_process(store: TicketStore, tmp_path: Path) -> None:
    store.open(a_ticket(), tell=True)
    again = TicketStore(f"sqlite:///{tmp_path / 'conversations.db'}")
    assert again.all() == store.all()
    assert again.take(1.0, 2.0)


def test_a_desk_hears_in_order_and_each_thing_once(store: TicketStore) -> None:
    store.open(a_ticket(), tell=True)
    store.add("someone", "还有一个问题", "2026-11-23T02:05:00+00:00")
    store.close("someone", "2026-11-23T03:00:00+00:00", tell=True)
    heard = []
    for _ in range(3):
        pending = store.take(10.0, 20.0)
        assert pending
        assert store.take(10.0, 20.0) is None, "the next waits for this one"
        heard.append(json.loads(pending.body))
        store.sent(pending.number)
    assert [event["event"] for event in heard] == ["opened", "message", "closed"]
    assert len({event["ticket"] for event in heard}) == 1
    assert heard[0]["transcript"][0]["text"] == "转人工"
    assert store.take(10.0, 20.0) is None


def test_what_failed_comes_again_when_it_is_due(store: TicketStore) -> None:
    store.open(a_ticket(), tell=True)
    pending = store.take(10.0, 20.0)
    assert pending
    store.failed(pending.number, 1, 15.0)
    assert store.take(14.0, 30.0) is None
    again = store.take(15.0, 30.0)
    assert again
    assert (again.number, again.attempts) == (pending.number, 1)


def test_what_a_dead_process_took_comes_again(store: TicketStore) -> None:
    store.open(a_ticket(), tell=True)
    assert store.take(10.0, 20.0)
    assert store.take(21.0, 30.0)


def test_several_processes_do_not_send_the_same(store: TicketStore, tmp_path: Path) -> None:
    for number in range(20):
        store.open(a_ticket(str(number)), tell=True)
    stores = [TicketStore(f"sqlite:///{tmp_path / 'conversations.db'}") for _ in range(4)]

    def take_all(one: TicketStore) -> list[int]:
        return [pending.number for _ in range(20) if (pending := one.take(10.0, 100.0))]

    with ThreadPoolExecutor(4) as pool:
        taken = [number for numbers in pool.map(take_all, stores) for number in numbers]
    assert len(taken) == len(set(taken))


def test_a_message_without_a_ticket_goes_nowhere(store: TicketStore) -> None:
    store.add("nobody", "在吗", "2026-11-23T02:05:00+00:00")
    store.close("nobody", "2026-11-23T02:05:00+00:00", tell=True)
    assert store.take(10.0, 20.0) is None
