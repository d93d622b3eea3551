"""Who gets a conversation: one, never more than they may, the longest waiting first; over SQLite and PostgreSQL."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from persistence.database import Database
from persistence.helpdesk.handovers import (
    AgentAway,
    AgentFull,
    Claimed,
    ClaimedByOther,
    ClaimOutcome,
    Handovers,
    TicketGone,
)
from persistence.staff_tables import agents
from tests.persistence.helpdesk.desk import TestDesk

MANY = 20

_Done = TypeVar("_Done")


def at_once(desk: TestDesk, names: list[str], do: Callable[[Handovers, str], _Done]) -> list[_Done]:
    """Return what `do` returns of each name, in as many threads with databases of their own."""
    with ThreadPoolExecutor(len(names)) as pool:
        return list(pool.map(lambda name: do(Handovers(Database(desk.url, pooled=False)), name), names))


def test_of_many_who_claim_one_gets_it_and_the_others_are_told_who(desk: TestDesk) -> None:
    names = [desk.agent(f"a{number}") for number in range(MANY)]
    ticket = desk.asks("web-a")
    outcomes = at_once(desk, names, lambda handovers, name: handovers.claim(ticket, name))
    won = [name for name, outcome in zip(names, outcomes, strict=True) if outcome == Claimed(ticket)]
    assert won == [desk.row(ticket).agent]
    assert [outcome for outcome in outcomes if outcome != Claimed(ticket)] == [ClaimedByOther(f"客服{won[0]}")] * (
        MANY - 1
    )
    assert desk.told() == [("web-a", "claimed")]


def test_of_many_who_take_the_next_each_gets_another(desk: TestDesk) -> None:
    names = [desk.agent(f"a{number}") for number in range(MANY)]
    waiting = {desk.asks(f"web-{number}") for number in range(MANY // 2)}
    outcomes = at_once(desk, names, lambda handovers, name: handovers.next_for(name))
    got = [outcome.ticket for outcome in outcomes if isinstance(outcome, Claimed)]
    assert sorted(got) == sorted(waiting)
    assert outcomes.count(TicketGone()) == MANY // 2


def test_nobody_gets_more_than_they_may(desk: TestDesk) -> None:
    desk.agent("one", most=3)
    waiting = [desk.asks(f"web-{number}") for number in range(MANY)]

    def take(ticket: str) -> ClaimOutcome:
        handovers = Handovers(Database(desk.url, pooled=False))
        return handovers.claim(ticket, "one") if waiting.index(ticket) % 2 else handovers.next_for("one")

    with ThreadPoolExecutor(MANY) as pool:
        outcomes = list(pool.map(take, waiting))
    held = [ticket for ticket in waiting if desk.row(ticket).agent == "one"]
    assert len(held) == 3
    assert AgentFull(3) in outcomes
    assert desk.handovers.claim(held[0], "one") == Claimed(held[0]), "what one has already is no more"


def test_the_longest_waiting_comes_first(desk: TestDesk) -> None:
    desk.agent("one")
    left = desk.asks("web-left", attended=False)
    first, second = desk.asks("web-a"), desk.asks("web-b")
    assert [desk.places.position(name) for name in ("web-a", "web-b", "web-left", "web-z")] == [0, 1, 0, 0]
    assert desk.handovers.next_for("one") == Claimed(first)
    assert desk.places.position("web-b") == 0
    assert desk.handovers.next_for("one") == Claimed(second)
    # What was registered comes when nobody waits.
    assert desk.handovers.next_for("one") == Claimed(left)
    assert desk.handovers.next_for("one") == TicketGone()


def test_what_is_left_can_be_claimed_and_who_may_not_work_gets_nothing(desk: TestDesk) -> None:
    ticket = desk.asks("web-a", attended=False)
    for name, more in (("reader", {"role": "reader"}), ("gone", {"disabled": True})):
        assert desk.handovers.claim(ticket, desk.agent(name, **more)) == TicketGone()
    assert desk.handovers.claim(ticket, "nobody") == TicketGone()
    assert desk.handovers.claim(ticket, desk.agent("one")) == Claimed(ticket)
    assert desk.handovers.claim("none", "one") == TicketGone()


def test_given_back_it_is_where_it_was(desk: TestDesk) -> None:
    desk.agent("one"), desk.agent("two")
    first = desk.asks("web-a")
    desk.asks("web-b")
    since = desk.row(first).waiting_since
    desk.handovers.claim(first, "one")
    assert not desk.handovers.give_back(first, "two")
    assert desk.handovers.give_back(first, "one")
    assert not desk.handovers.give_back(first, "one")
    row = desk.row(first)
    assert (row.state, row.agent, row.waiting_since) == ("waiting", None, since)
    assert desk.handovers.next_for("two") == Claimed(first)
    assert desk.row(first).claimed_at == row.claimed_at


def test_passed_on_only_by_whoever_has_it(desk: TestDesk) -> None:
    desk.agent("one"), desk.agent("two", most=1), desk.agent("three")
    ticket, other = desk.asks("web-a"), desk.asks("web-b")
    desk.handovers.claim(ticket, "one")
    assert desk.handovers.transfer(ticket, "three", "two", "请看") == ClaimedByOther("客服one")
    assert desk.handovers.transfer(ticket, "one", "two", "请看") == Claimed(ticket)
    row = desk.row(ticket)
    assert (row.agent, row.note, row.state) == ("two", "请看", "active")
    desk.handovers.claim(other, "one")
    assert desk.handovers.transfer(other, "one", "two", "") == AgentFull(1)
    assert desk.handovers.transfer(other, "one", "nobody", "") == TicketGone()


def test_closed_once(desk: TestDesk) -> None:
    desk.agent("one")
    ticket, left = desk.asks("web-a"), desk.asks("web-b", attended=False)
    assert not desk.handovers.close(ticket, "one", "solved"), "who waits is claimed first"
    desk.handovers.claim(ticket, "one")
    assert not desk.handovers.close(ticket, "two", "solved")
    assert desk.handovers.close(ticket, "one", "solved")
    assert not desk.handovers.close(ticket, "one", "unsolved")
    assert desk.handovers.claim(ticket, "one") == TicketGone()
    row = desk.row(ticket)
    assert (row.state, row.ended, bool(row.closed)) == ("closed", "solved", True)
    assert desk.handovers.close(left, "one", "unsolved")
    assert desk.told() == [("web-a", "claimed"), ("web-a", "closed"), ("web-b", "closed")]
    [packet] = [row.packet for row in desk.outbox.due(time.time()) if row.ticket == left]
    assert (packet["ended"], packet["number"]) == ("unsolved", 2), "the user is told of which request"
    assert desk.places.state_of("web-a") is None


def test_who_vanishes_loses_what_they_have_and_the_users_are_told(desk: TestDesk) -> None:
    now = time.time()
    desk.agent("gone", seen=now - 61), desk.agent("there", seen=now - 59)
    first, second, third = desk.asks("web-a"), desk.asks("web-b"), desk.asks("web-c")
    since = desk.row(first).waiting_since
    for ticket, name in ((first, "gone"), (second, "gone"), (third, "there")):
        desk.handovers.claim(ticket, name)
    assert sorted(desk.handovers.lost(now)) == sorted([first, second])
    assert desk.handovers.lost(now) == []
    assert [desk.row(ticket).state for ticket in (first, second, third)] == ["waiting", "waiting", "active"]
    assert desk.row(first).waiting_since == since
    assert desk.told()[3:] == [("web-a", "returned"), ("web-b", "returned")]
    where = desk.places.state_of("web-b")
    assert where is not None
    assert (where.state, where.agent, where.position, where.number) == ("waiting", None, 1, 2)


def test_who_works_no_more_loses_what_they_have(desk: TestDesk) -> None:
    desk.agent("one")
    ticket = desk.asks("web-a")
    desk.handovers.claim(ticket, "one")
    with desk.database.begin() as connection:
        connection.execute(agents.update().values(disabled=True))
    assert desk.handovers.lost(time.time()) == [ticket]


def test_who_did_it_is_kept_or_nothing_happens(desk: TestDesk) -> None:
    desk.agent("one")
    ticket = desk.asks("web-a")

    def fails(_: object, __: str) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        desk.handovers.claim(ticket, "one", fails)
    assert (desk.row(ticket).state, desk.told()) == ("waiting", [])


def test_who_is_offline_gets_nothing_and_keeps_nothing(desk: TestDesk) -> None:
    for name in ("one", "two"):
        desk.agent(name)
    first, second = desk.asks("web-a"), desk.asks("web-b")
    assert desk.handovers.claim(first, "one") == Claimed(first)
    desk.presence.choose("two", "offline", time.time())
    assert desk.handovers.claim(second, "two") == AgentAway("客服two")
    assert desk.handovers.next_for("two") == AgentAway("客服two")
    assert desk.handovers.transfer(first, "one", "two", "") == AgentAway("客服two")
    desk.presence.choose("two", "busy", time.time())
    assert desk.handovers.transfer(first, "one", "two", "") == Claimed(first), "who is busy may be passed something"
    desk.presence.choose("two", "offline", time.time())
    assert desk.handovers.lost(time.time()) == [first]
    assert desk.row(first).state == "waiting"
    desk.agent("gone", seen=time.time() - 61)
    assert desk.handovers.claim(first, "one") == Claimed(first)
    assert desk.handovers.transfer(first, "one", "gone", "") == AgentAway("客服gone")
