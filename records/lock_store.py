"""ConversationLocks: one turn of a conversation at a time, in this process and in all that share a Redis."""

import asyncio
import logging
import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from functools import partial
from weakref import WeakValueDictionary

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockError
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis

from persistence.circuit_breaker import REDIS_FAILURES, CircuitBreaker, Unavailable
from persistence.own_lock import OwnLock
from persistence.turn_lease import TurnLease, of_this_turn

logger = logging.getLogger(__name__)

PREFIX = "xueshi-lock:"
TIMEOUT = 1.0
PAUSE = 2.0
"""Seconds: how long Redis may take, and how long it is left alone when it does not answer."""

LIFETIME = 5.0
"""Seconds after which others go on when the holder of a lock has died; a living one renews it."""

LOOK_AGAIN = 0.02

# By conversation and the ids of the store and of the task that holds it: what a turn starts beside itself does not.
_held: ContextVar[frozenset[tuple[str, int, int]]] = ContextVar("held", default=frozenset())


class ConversationLocks(InMemoryLockStore):
    """endpoints.yml:

    lock_store:
      type: records.lock_store.ConversationLocks
      url: ${REDIS_URL}

    Without an address, or while Redis does not answer, the turns of this process alone wait for each other; the proxy
    sends those of one conversation to one instance.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        super().__init__()
        url = endpoint_config.url if endpoint_config else None
        self._redis = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT) if url else None
        self._here: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._breaker = CircuitBreaker(PAUSE)
        self._name = uuid.uuid4().hex

    @property
    def shared(self) -> bool:
        """Whether other instances respect these locks."""
        return self._redis is not None

    @property
    def degraded(self) -> bool:
        """Whether Redis did not answer the last time."""
        return self._breaker.degraded

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = LOOK_AGAIN,
    ) -> AsyncGenerator[TicketLock, None]:
        """Be the only one in the conversation; who holds the lock already comes in at once.

        `lock_lifetime`: how long to wait for it, in seconds; raises LockError after that.
        """
        ticket = TicketLock(conversation_id)
        mine = (conversation_id, id(self), id(asyncio.current_task()))
        if mine in _held.get():
            yield ticket
            return
        async with self._local(conversation_id), self._remote(conversation_id, lock_lifetime):
            before = _held.set(_held.get() | {mine})
            try:
                yield ticket
            finally:
                _held.reset(before)

    @asynccontextmanager
    async def turn(self, conversation_id: str, message_id: str | None) -> AsyncGenerator[TurnLease | None, None]:
        """Be the only one in the conversation for the turn of a message that may have been sent to another instance as
        well. Without an id, or without others, there is no lease.
        """
        async with self.lock(conversation_id):
            shared = self._redis is not None and message_id is not None
            lease = TurnLease(self._redis, self._breaker, conversation_id, message_id or "") if shared else None
            before = of_this_turn.set(lease)
            try:
                yield lease
            finally:
                of_this_turn.reset(before)

    async def close(self) -> None:
        """Give back what was connected."""
        if self._redis is not None:
            await self._redis.close(close_connection_pool=True)

    def _local(self, conversation: str) -> asyncio.Lock:
        lock = self._here.get(conversation)
        if lock is None:
            lock = self._here[conversation] = asyncio.Lock()
        return lock

    @asynccontextmanager
    async def _remote(self, conversation: str, patience: float) -> AsyncGenerator[None, None]:
        lock = await self._acquired(conversation, patience)
        if lock is None:
            yield
            return
        renewing = asyncio.get_running_loop().create_task(_renew(lock))
        try:
            yield
        finally:
            renewing.cancel()
            # Redis has gone meanwhile, or has forgotten: then there is nothing to give back.
            with suppress(*REDIS_FAILURES):
                await lock.release()

    async def _acquired(self, conversation: str, patience: float) -> OwnLock | None:
        """Return Redis' lock, None where there is no Redis to ask."""
        if self._redis is None:
            return None
        lock = OwnLock(
            self._redis,
            PREFIX + conversation,
            timeout=LIFETIME,
            sleep=LOOK_AGAIN,
            blocking_timeout=patience,
            thread_local=False,
        )
        try:
            acquired = await self._breaker.ask(partial(self._acquire, lock), _say)
        except Unavailable:
            return None
        if not acquired:
            raise LockError("A conversation stayed locked by another instance.")
        return lock

    async def _acquire(self, lock: OwnLock) -> bool:
        if self._breaker.degraded and self._redis is not None:
            # It may be long until the lock is free; meanwhile other conversations should know that Redis is back.
            await self._redis.ping()
            self._breaker.worked()
        return bool(await lock.acquire(token=f"{self._name}:{uuid.uuid4().hex}"))


def _say(failure: str) -> None:
    logger.error("Redis does not answer (%s); only this process's turns wait for each other.", failure)


async def _renew(lock: OwnLock) -> None:
    """Keep a lock for as long as its turn takes."""
    while True:
        await asyncio.sleep(LIFETIME / 3)
        with suppress(*REDIS_FAILURES):
            await lock.reacquire()
