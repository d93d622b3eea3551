"""Turns wait for each other by what their addresses have used, and for nothing that hangs."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest

from channels.webchat.turn_line import (
    AT_ONCE,
    HALF_LIFE,
    LONG,
    MOST_LONG_PENDING,
    MOST_PENDING,
    LineTurn,
    TurnLine,
    Usage,
)

pytestmark = pytest.mark.asyncio

TEXT = "长" * LONG
SHORT = "长" * (LONG - 1)
HANDED_ON = (("a", 60), ("b", 0), ("c", 0))


class Turns:
    """Turns that take some time; `running`: how many are, `most`: have been at once; `order`: as they began."""

    def __init__(self, longest_plain: float = 20.0, longest: float = 20.0) -> None:
        self.line = TurnLine(longest_plain, longest)
        self.running = self.most = 0
        self.order: list[str] = []

    async def turn(
        self, address: str, text: str = TEXT, seconds: float = 0.02, is_watched: Callable[[], bool] = lambda: True
    ) -> None:
        async with self.line.place(LineTurn(address, text, is_watched)):
            self.order.append(address)
            self.running += 1
            self.most = max(self.most, self.running)
            try:
                await asyncio.sleep(seconds)
            finally:
                self.running -= 1


@pytest.mark.parametrize("text", [TEXT, "\ufdfa" * 4])
async def test_long_ones_come_one_at_a_time_whoever_sends_them(text: str) -> None:
    turns = Turns()
    await asyncio.gather(*(turns.turn(address, text) for address in ("a", "a", "b", "c")))
    assert (turns.most, len(turns.order)) == (1, 4)


async def test_short_ones_do_not_wait_for_long_ones() -> None:
    turns = Turns()
    long = asyncio.ensure_future(turns.turn("a", seconds=20))
    await asyncio.sleep(0)
    await asyncio.wait_for(turns.turn("a", SHORT), 5)
    long.cancel()


async def test_of_short_ones_a_few_run_at_once() -> None:
    turns = Turns()
    await asyncio.gather(*(turns.turn(f"{number}", SHORT) for number in range(3 * AT_ONCE)))
    assert (turns.most, len(turns.order)) == (AT_ONCE, 3 * AT_ONCE)


@pytest.mark.parametrize("text", [TEXT, SHORT])
async def test_an_address_with_many_keeps_no_other_waiting(text: str) -> None:
    turns = Turns()
    await asyncio.gather(*(turns.turn(address, text, seconds=0.001) for address in ("a" * 40 + "b" + "c")))
    begun = AT_ONCE if text is SHORT else 1
    assert {*turns.order[: begun + 2]} == {"a", "b", "c"}


@pytest.mark.parametrize("text", [TEXT, SHORT])
async def test_who_is_new_goes_before_forty_addresses_that_flood(text: str) -> None:
    turns = Turns()
    flood = [f"{number}" for number in range(40)] * 5
    running = [asyncio.ensure_future(turns.turn(address, text, seconds=0.001)) for address in flood]
    while len(turns.order) < 80:
        await asyncio.sleep(0)
    before = len(turns.order)
    await turns.turn("new", text, seconds=0)
    assert turns.order.index("new") <= before + 1
    await asyncio.gather(*running)
    assert len(turns.order) == 201


async def test_among_new_ones_the_shorter_text_goes_first() -> None:
    turns = Turns()
    await asyncio.gather(turns.turn("a"), *(turns.turn(f"{number}", TEXT * 8) for number in range(5)), turns.turn("b"))
    assert turns.order[:2] == ["a", "b"]


async def test_who_has_left_comes_last() -> None:
    turns = Turns()
    here = {"b": False, "c": True, "d": False}
    await asyncio.gather(
        turns.turn("a"), *(turns.turn(name, is_watched=partial(here.__getitem__, name)) for name in here)
    )
    assert turns.order == ["a", "c", "b", "d"]


@pytest.mark.parametrize("text", [TEXT, SHORT])
async def test_those_that_hang_stop_no_other_address(text: str) -> None:
    turns = Turns(0.05, 0.05)
    hanging = [asyncio.ensure_future(turns.turn("a", text, seconds=60)) for _ in range(AT_ONCE)]
    await asyncio.sleep(0)
    await asyncio.wait_for(asyncio.gather(*(turns.turn(address, text) for address in "bcd")), 5)
    for one in hanging:
        one.cancel()
    await asyncio.gather(*hanging, return_exceptions=True)
    # The places are as many as before.
    turns.most = 0
    await asyncio.gather(*(turns.turn("a", text) for _ in range(AT_ONCE + 1)))
    assert turns.most == (1 if text is TEXT else AT_ONCE)


async def test_between_two_long_ones_there_is_as_much_time_for_others() -> None:
    turns = Turns()
    loop = asyncio.get_running_loop()
    began = loop.time()
    await turns.turn("a", seconds=0.2)
    assert loop.time() - began < 0.35
    await turns.turn("b", seconds=0)
    assert loop.time() - began >= 0.39


async def test_a_shorter_text_waits_for_a_shorter_time() -> None:
    turns = Turns()
    began = asyncio.get_running_loop().time()
    await turns.turn("a", TEXT * 10, seconds=1)
    longer = asyncio.ensure_future(turns.turn("a", TEXT * 10, seconds=0))
    await asyncio.sleep(0)
    await turns.turn("b", seconds=0)
    assert asyncio.get_running_loop().time() - began < 1.7
    await longer
    assert asyncio.get_running_loop().time() - began >= 1.8
    assert turns.order == ["a", "b", "a"]


@pytest.mark.parametrize("text", [TEXT, SHORT])
async def test_one_that_is_cancelled_in_line_gives_its_place_up(text: str) -> None:
    turns = Turns()
    first = [asyncio.ensure_future(turns.turn("a", text)) for _ in range(1 if text is TEXT else AT_ONCE)]
    await asyncio.sleep(0)
    waiting = asyncio.ensure_future(turns.turn("b", text))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(*first, waiting, return_exceptions=True)
    await asyncio.wait_for(turns.turn("c", text), 5)
    assert turns.order == ["a"] * len(first) + ["c"]


async def test_one_that_is_cancelled_as_it_gets_its_place_hands_it_on() -> None:
    turns = Turns()
    first, second, third = (asyncio.ensure_future(turns.turn(name, seconds=seconds)) for name, seconds in HANDED_ON)
    await asyncio.sleep(0)
    # In one step, so the second has its place and does not know it yet.
    turns.line._long._leave(LineTurn("a", TEXT), 0.0)
    second.cancel()
    await asyncio.wait_for(third, 5)
    assert turns.order == ["a", "c"]
    first.cancel()


async def test_an_address_has_so_many_that_wait_and_no_more() -> None:
    line = TurnLine()
    long, short = LineTurn("a", TEXT), LineTurn("a", SHORT)
    for _ in range(MOST_LONG_PENDING):
        assert line.has_room(long)
        line.come(long)
    assert (line.has_room(long), line.has_room(short), line.has_room(LineTurn("b", TEXT))) == (False, True, True)
    for _ in range(MOST_PENDING - MOST_LONG_PENDING):
        line.come(short)
    assert not line.has_room(short)
    line.end(long)
    assert line.has_room(long)
    assert line.has_room(short)


async def test_what_was_used_is_forgotten_in_time() -> None:
    usage = Usage()
    usage.add("a", 8.0, 0.0)
    assert usage.of("a", 3 * HALF_LIFE) == pytest.approx(1.0)
    usage.add("a", 1.0, 3 * HALF_LIFE)
    assert usage.of("a", 3 * HALF_LIFE) == pytest.approx(2.0)
    assert usage.of("b", 0.0) == 0.0
    for number in range(5000):
        usage.add(f"{number}", 0.01, 4 * HALF_LIFE + number * HALF_LIFE)
    assert len(usage) < 1100
