"""Long turns wait for each other, and for nothing that hangs."""

import asyncio

import pytest

from channels.webchat.long_turns import LONG, LongTurns

pytestmark = pytest.mark.asyncio

TEXT = "长" * LONG


class Turns:
    """Turns that take some time; `running`: how many are, `most`: have been at once; `order`: as they began."""

    def __init__(self, longest: float = 20.0) -> None:
        self._long = LongTurns(longest)
        self.running = self.most = 0
        self.order: list[str] = []

    async def turn(self, address: str, text: str = TEXT, seconds: float = 0.02) -> None:
        async with self._long.slot(address, text):
            self.order.append(address)
            self.running += 1
            self.most = max(self.most, self.running)
            try:
                await asyncio.sleep(seconds)
            finally:
                self.running -= 1


@pytest.mark.parametrize("text", [TEXT, "\ufdfa" * 4])
async def test_one_at_a_time_whoever_sends_them(text: str) -> None:
    turns = Turns()
    await asyncio.gather(*(turns.turn(address, text) for address in ("a", "a", "b", "c", "", "")))
    assert (turns.most, len(turns.order)) == (1, 6)


async def test_short_ones_do_not_wait() -> None:
    turns = Turns()
    long = asyncio.ensure_future(turns.turn("a", seconds=20))
    await asyncio.sleep(0)
    await asyncio.wait_for(turns.turn("a", "长" * (LONG - 1)), 5)
    long.cancel()


async def test_an_address_with_many_keeps_no_other_waiting() -> None:
    turns = Turns()
    await asyncio.gather(*(turns.turn(address) for address in (*"aaaaaaaa", "b", "c")))
    assert {*turns.order[:4]} == {"a", "b", "c"}


async def test_one_that_hangs_stops_no_other_address() -> None:
    turns = Turns(longest=0.05)
    hanging = asyncio.ensure_future(turns.turn("a", seconds=60))
    await asyncio.sleep(0)
    await asyncio.wait_for(asyncio.gather(*map(turns.turn, "bcd")), 5)
    # Not all at once.
    assert turns.most == 2
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)
    turns.most = 0
    await asyncio.gather(turns.turn("a"), turns.turn("b"))
    assert turns.most == 1


async def test_between_two_there_is_as_much_time_for_others() -> None:
    turns = Turns()
    loop = asyncio.get_running_loop()
    began = loop.time()
    await turns.turn("a", seconds=0.2)
    assert loop.time() - began < 0.35
    await turns.turn("b", seconds=0)
    assert loop.time() - began >= 0.39


async def test_one_that_is_cancelled_in_line_gives_its_place_up() -> None:
    turns = Turns()
    first = asyncio.ensure_future(turns.turn("a"))
    await asyncio.sleep(0)
    waiting = asyncio.ensure_future(turns.turn("b"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(first, waiting, return_exceptions=True)
    await asyncio.wait_for(turns.turn("c"), 5)
    assert turns.order == ["a", "c"]
