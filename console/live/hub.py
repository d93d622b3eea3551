"""Hub: notifies open pages and background tasks of changes."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

APART = 1.0
"""Minimum seconds between two presence checks of one agent for one conversation."""

MOST_KNOWN = 1000


class LastLooks:
    """Remembers the last presence check of each agent for each conversation."""

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
    """One open page of an agent. Changes are merged until the page reads them, so that no queue grows."""

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
        """Wait up to `seconds` for changes; return the changed tickets, and whether presence changed."""
        try:
            await asyncio.wait_for(self._has_changes.wait(), seconds)
        except asyncio.TimeoutError:
            return [], False
        self._has_changes.clear()
        changed = sorted(self._tickets), self._presence
        self._tickets, self._presence = set(), False
        return changed


class Hub:
    """To be used only in the event loop, as it has no locks."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self.to_deliver = asyncio.Event()
        """Set when the outbox has a new message."""
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
        """Notify pages that these tickets have changed. `of`: only pages of this agent, None for all."""
        agents = list(ids)
        for listener in self._listeners if agents else ():
            if of in (None, listener.agent):
                listener.tell(agents, presence=False)

    def presence(self) -> None:
        """Notify pages that an agent's presence has changed."""
        for listener in self._listeners:
            listener.tell((), presence=True)

    def deliver(self) -> None:
        self.to_deliver.set()
