"""TurnLine: which turn of the web chat begins next when more have come than the server answers at once.

    line = TurnLine()
    async with line.place(LineTurn(address, text, is_watched)):
        ...  # answer

Plain turns run a few at a time. Turns of long texts run one at a time, each after a pause as long as it may take. The
turn that begins next is one of the address that has used the least lately, so a flood waits behind whoever is new.
"""

import asyncio
import math
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property

from zh.fold import unified

LONG = 60
"""Characters, as they are understood, from which a turn may cost many plain ones (docs/benchmarks/long-texts.md)."""

AT_ONCE = 8
"""Plain turns that run at once: while some wait for their action or the database, others are understood."""

LONGEST_PLAIN, LONGEST = 0.25, 2.0
"""Seconds after which the place of a plain and of a long turn is free: one that takes longer waits for something."""

MOST_PENDING, MOST_LONG_PENDING = 100, 10
"""Turns of an address, and long ones among them, that may have come and not ended."""

HALF_LIFE = 20.0
"""Seconds after which half of what an address has used is forgotten."""

PLAIN_SECONDS, CHARACTER_SECONDS = 0.01, 0.0003
"""What a turn, and a character of a long one, is taken to cost before it is known."""


@dataclass(frozen=True)
class LineTurn:
    """`is_watched`: return whether a window of the conversation is open; if not, nobody waits for the answer now."""

    address: str
    text: str
    is_watched: Callable[[], bool] = lambda: True

    @cached_property
    def characters(self) -> int:
        """Of the text as it is understood."""
        return len(unified(self.text))

    @property
    def is_long(self) -> bool:
        return self.characters >= LONG

    @property
    def seconds(self) -> float:
        return PLAIN_SECONDS + (self.characters * CHARACTER_SECONDS if self.is_long else 0)


class Usage:
    """Seconds of the server that addresses have used, the older ones counting less."""

    def __init__(self, half_life: float = HALF_LIFE) -> None:
        self._half_life = half_life
        self._used: dict[str, tuple[float, float]] = {}

    def __len__(self) -> int:
        return len(self._used)

    def add(self, address: str, seconds: float, now: float) -> None:
        if address not in self._used and len(self._used) % 1000 == 999:
            # Most of them have not come for a long time.
            self._used = {name: used for name, used in self._used.items() if self.of(name, now) > PLAIN_SECONDS / 10}
        self._used[address] = (self.of(address, now) + seconds, now)

    def of(self, address: str, now: float) -> float:
        seconds, at = self._used.get(address, (0.0, now))
        return float(seconds * 0.5 ** ((now - at) / self._half_life))


class TurnLine:
    """Gives places to turns, and knows how many of an address have come and not ended."""

    def __init__(self, longest_plain: float = LONGEST_PLAIN, longest: float = LONGEST) -> None:
        usage = Usage()
        self._plain = _Lane(usage, AT_ONCE, longest_plain, pauses=False)
        self._long = _Lane(usage, 1, longest, pauses=True)
        self._pending: Counter[tuple[str, bool]] = Counter()

    def has_room(self, turn: LineTurn) -> bool:
        """Return whether the address may have one more turn; without it, what waits would grow without end."""
        long = self._pending[turn.address, True]
        if turn.is_long and long >= MOST_LONG_PENDING:
            return False
        return self._pending[turn.address, False] + long < MOST_PENDING

    def come(self, turn: LineTurn) -> None:
        self._pending[turn.address, turn.is_long] += 1

    def end(self, turn: LineTurn) -> None:
        self._pending[turn.address, turn.is_long] -= 1
        if not self._pending[turn.address, turn.is_long]:
            del self._pending[turn.address, turn.is_long]

    @asynccontextmanager
    async def place(self, turn: LineTurn) -> AsyncIterator[None]:
        """Wait for a place and hold it while the turn runs."""
        async with (self._long if turn.is_long else self._plain).place(turn):
            yield


class _Lane:
    """Places for turns of one kind. `pauses`: before a turn its place stays empty for as long as the turn may take."""

    def __init__(self, usage: Usage, places: int, longest: float, *, pauses: bool) -> None:
        self._usage, self._free, self._longest, self._pauses = usage, places, longest, pauses
        self._waiting: dict[str, deque[_Waiting]] = {}
        self._ended = -math.inf
        # Seconds that the last turns took and were expected to take, the older ones counting less.
        self._took = self._expected = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def place(self, turn: LineTurn) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        await self._wait(turn)
        began, late = loop.time(), loop.call_later(self._longest, self._leave, turn, self._longest)
        try:
            yield
        finally:
            took = loop.time() - began
            if self._pauses:
                self._usage.add(turn.address, max(0.0, min(took, self._longest) - turn.seconds), loop.time())
            if took < self._longest:
                late.cancel()
                self._leave(turn, took)

    async def _wait(self, turn: LineTurn) -> None:
        waiting = _Waiting(turn, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(turn.address, deque()).append(waiting)
        self._fill()
        try:
            await waiting.place
        except asyncio.CancelledError:
            if not waiting.place.cancelled():
                # It had got its place just before.
                self._free += 1
                self._fill()
            raise

    def _leave(self, turn: LineTurn, took: float) -> None:
        self._free += 1
        self._ended = asyncio.get_running_loop().time()
        self._took, self._expected = self._took / 2 + took, self._expected / 2 + turn.seconds
        self._fill()

    def _fill(self) -> None:
        """Give the free places to those who wait, or look again when the pause is over."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._timer:
            self._timer.cancel()
        while self._free and self._waiting:
            waiting = self._next(now)
            pause = self._ended + self._pause_before(waiting.turn) - now
            if pause > 0:
                self._timer = loop.call_later(pause, self._fill)
                return
            self._drop(waiting)
            if not waiting.place.cancelled():
                self._free -= 1
                # Counted now: several places may become free before this turn goes on.
                self._usage.add(waiting.turn.address, waiting.turn.seconds, now)
                waiting.place.set_result(None)

    def _pause_before(self, turn: LineTurn) -> float:
        if not (self._pauses and self._expected):
            return 0.0
        return min(self._longest, turn.seconds * self._took / self._expected)

    def _next(self, now: float) -> "_Waiting":
        """Return the turn whose address, with it, has used the least; those nobody waits for come last."""
        by_use = sorted(self._waiting, key=lambda name: self._usage.of(name, now) + self._waiting[name][0].turn.seconds)
        in_order = [waiting for address in by_use for waiting in self._waiting[address]]
        return next((waiting for waiting in in_order if waiting.turn.is_watched()), in_order[0])

    def _drop(self, waiting: "_Waiting") -> None:
        of_address = self._waiting[waiting.turn.address]
        of_address.remove(waiting)
        if not of_address:
            del self._waiting[waiting.turn.address]


@dataclass(eq=False)
class _Waiting:
    turn: LineTurn
    place: "asyncio.Future[None]"
