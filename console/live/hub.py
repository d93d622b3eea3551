"""Hub: tells the open pages of the desk, and its own tasks, that something has changed."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

APART = 1.0
"""Seconds between two looks of one agent at whether the user of one conversation is there."""

MOST_KNOWN = 1000


class LastLooks:
    """Remembers when each agent looked at each conversation last."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[str, str], float] = OrderedDict()

    def may(self, agent: str, ticket: str) -> bool:
        now, key = time.monotonic(), (agent, ticket)
        if now - self._last.get(key, -APART) < APART:
            return False
        self._last[key] = now
        self._last.move_to_end(key)
        if len(self._last) > MOST_KNOWN:
            self._last.popitem(last=False)
        return True


class Listener:
    """One open page of an agent. What happens before it is asked again comes together, so that nothing piles up."""

    def __init__(self, agent: str) -> None:
        self.agent = agent
        self._has_changes = asyncio.Event()
        self._tickets: set[str] = set()
        self._presence = False

    def tell(self, tickets: Iterable[str], *, presence: bool) -> None:
        self._tickets.update(tickets)
        self._presence |= presence
        self._has_changes.set()

    async def next(self, seconds: float) -> tuple[list[str], bool]:
        """Wait so long for something; returns of which tickets, and whether of somebody's presence."""
        try:
            await asyncio.wait_for(self._has_changes.wait(), seconds)
        except asyncio.TimeoutError:
            return [], False
        self._has_changes.clear()
        found = sorted(self._tickets), self._presence
        self._tickets, self._presence = set(), False
        return found


class Hub:
    """Lives in the process's event loop."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self.to_deliver = asyncio.Event()
        """Set when the outbox has something new."""
        self.apart = LastLooks()

    @contextmanager
    def listening(self, agent: str) -> Iterator[Listener]:
        listener = Listener(agent)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def is_full(self, most: int) -> bool:
        return len(self._listeners) >= most

    def tickets(self, ids: Iterable[str], of: str | None = None) -> None:
        """Something of these has changed: a message, a state. `of`: for this agent alone, None for all."""
        known = list(ids)
        for listener in self._listeners if known else ():
            if of in (None, listener.agent):
                listener.tell(known, presence=False)

    def presence(self) -> None:
        """Somebody has come or gone."""
        for listener in self._listeners:
            listener.tell((), presence=True)

    def deliver(self) -> None:
        self.to_deliver.set()
