"""Turns run beside the connections: one at a time in a conversation, and to their end when the server stops."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import cache
from weakref import WeakValueDictionary

from sanic import Sanic

from channels.rasa_server import SharedLocks, agent_of
from persistence.turn_lease import TurnLease


class Locks:
    """A lock for each conversation, while anybody holds it."""

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
    """Runs turns in the order of their messages, the desk's between the user's: what is kept first is shown first. None
    may wait for another of its conversation.

    Rasa's own lock looks only once a second whether the turn before has ended; here nobody waits for it.
    """

    def __init__(self, locks: Locks | None = None) -> None:
        """`locks`: those of others that it takes turns with; without any, of all in this process."""
        self._locks = _of_process() if locks is None else locks
        self._running: dict[asyncio.Task[None], str] = {}

    def start(self, conversation: str, turn: Callable[[], Awaitable[None]]) -> "asyncio.Task[None]":
        """Run `turn` as soon as those of its conversation before it have ended."""
        task = asyncio.ensure_future(_run(self._locks.of(conversation), turn))
        self._running[task] = conversation
        task.add_done_callback(self._running.pop)
        return task

    def is_running(self, conversation: str) -> bool:
        """Say whether a turn of the conversation that was started here has not ended yet."""
        return conversation in self._running.values()

    async def drain(self, seconds: float) -> None:
        """Wait for the running turns, at most `seconds`, and cancel what is left."""
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
    """Return the locks that other instances respect as well, None when there are no others."""
    agent = agent_of(app)
    locks = agent.lock_store if agent else None
    return locks if isinstance(locks, SharedLocks) and locks.shared else None


def alone(app: Sanic, sender: str, message_id: str | None) -> AbstractAsyncContextManager[TurnLease | None]:
    """Keep other instances out of the conversation from before the message is looked for until it is stored: a client
    that has lost its connection sends it to another one while the first may still be at it.
    """
    locks = shared_locks(app)
    return locks.turn(sender, message_id) if locks else nullcontext()
