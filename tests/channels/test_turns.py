"""Turns beside the sockets."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from channels.turns import Locks, Turns

pytestmark = pytest.mark.asyncio


def noting(notes: list[str], name: str, seconds: float = 0.0) -> Callable[[], Awaitable[None]]:
    async def turn() -> None:
        notes.append(f"{name} begins")
        await asyncio.sleep(seconds)
        notes.append(f"{name} ends")

    return turn


async def test_one_at_a_time_in_a_conversation() -> None:
    turns, notes = Turns(), list[str]()
    turns.start("a", noting(notes, "1", 0.02))
    turns.start("a", noting(notes, "2"))
    await turns.drain(1)
    assert notes == ["1 begins", "1 ends", "2 begins", "2 ends"]


async def test_of_all_in_this_process() -> None:
    """Those of the desk take turns with those of the user."""
    user, desk, apart, notes = Turns(), Turns(), Turns(Locks()), list[str]()
    user.start("a", noting(notes, "user", 0.05))
    await asyncio.sleep(0)
    desk.start("a", noting(notes, "desk"))
    apart.start("a", noting(notes, "apart"))
    assert (user.is_running("a"), user.is_running("b")) == (True, False)
    for turns in (apart, user, desk):
        await turns.drain(1)
    assert notes == ["user begins", "apart begins", "apart ends", "user ends", "desk begins", "desk ends"]
    assert not user.is_running("a")


async def test_conversations_do_not_wait_for_each_other() -> None:
    turns, notes = Turns(), list[str]()
    turns.start("a", noting(notes, "1", 0.02))
    turns.start("b", noting(notes, "2"))
    await turns.drain(1)
    assert notes == ["1 begins", "2 begins", "2 ends", "1 ends"]


async def test_what_hangs_is_given_up() -> None:
    turns, notes = Turns(), list[str]()
    turns.start("a", noting(notes, "1", 60))
    turns.start("a", noting(notes, "2"))
    await turns.drain(0.01)
    assert notes == ["1 begins"]
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_nothing_is_kept_of_ended_turns() -> None:
    turns = Turns()
    for number in range(50):
        turns.start(str(number), noting([], "x"))
    await turns.drain(1)
    await asyncio.sleep(0)
    assert not turns._running
    assert not turns._locks
