"""Runs turns in tasks of their own, one at a time in a conversation; a stopping server waits for them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import cache
from weakref import WeakValueDictionary

from sanic import Sanic

from channels.rasa_server import SharedLocks, agent_of
from persistence.turn_lease import TurnLease


class Locks:
    """A lock for each conversation, which exists only while it is in use."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def __len__(self) -> int:
        return len(self._locks)

    def of(self, conversation: str) -> asyncio.Lock:
        lock = self._locks.get(conversation)
        if lock is None:
            lock = self._locks[conversation] = asyncio.Lock()
        return lock


@cache
def _of_process() -> Locks:
    return Locks()


class Turns:
    """Runs the turns of users and helpdesk in the order of their messages, so stored and shown order agree.

    A turn must not wait for another one of its conversation. Rasa's own lock checks only once a second whether the
    last turn has ended; here the next turn begins at once.
    """

    def __init__(self, locks: Locks | None = None) -> None:
        """`locks`: shared with other Turns to take turns with them; by default those of the whole process."""
        self._locks = _of_process() if locks is None else locks
        self._running: dict[asyncio.Task[None], str] = {}

    def start(self, conversation: str, turn: Callable[[], Awaitable[None]]) -> "asyncio.Task[None]":
        """Run `turn` as soon as the earlier ones of its conversation have ended."""
        task = asyncio.ensure_future(_run(self._locks.of(conversation), turn))
        self._running[task] = conversation
        task.add_done_callback(self._running.pop)
        return task

    def is_running(self, conversation: str) -> bool:
        """Return whether a turn of the conversation that was started here is still running."""
        return conversation in self._running.values()

    async def drain(self, seconds: float) -> None:
        """Wait for the running turns, at most `seconds`, and cancel the rest."""
        if not self._running:
            return
        _, late = await asyncio.wait(list(self._running), timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


async def _run(lock: asyncio.Lock, turn: Callable[[], Awaitable[None]]) -> None:
    async with lock:
        await turn()


def shared_locks(app: Sanic) -> SharedLocks | None:
    """Return the locks shared with other instances; None if there are no others."""
    agent = agent_of(app)
    locks = agent.lock_store if agent else None
    return locks if isinstance(locks, SharedLocks) and locks.shared else None


def alone(app: Sanic, sender: str, message_id: str | None) -> AbstractAsyncContextManager[TurnLease | None]:
    """Hold the conversation against other instances, from the check for repeats until the message is stored.

    A client that lost its connection may send the message to another instance while the first still works on it.
    """
    locks = shared_locks(app)
    return locks.turn(sender, message_id) if locks else nullcontext()
