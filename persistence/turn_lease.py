"""TurnLease: records in Redis which instance has the turn of a message, and whether the turn has ended.

An instance that hangs loses its conversation's lock, and another one takes over the turn. When the first one goes on,
its late result is discarded. The database checks this as well (EventTable.add); while it is away, only Redis can.
"""

import json
import logging
import uuid
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from redis.asyncio import Redis

from persistence.circuit_breaker import CircuitBreaker, Unavailable

logger = logging.getLogger(__name__)

PREFIX = "xueshi-turn:"
SECONDS = 600
"""How long a lease is kept: a message is sent again within a minute."""

# Returns the messages of the turn if it has ended, else takes the turn.
TAKE = f"""
if redis.call('HGET', KEYS[1], 'ended') then return redis.call('HGET', KEYS[1], 'said') or '[]' end
redis.call('HSET', KEYS[1], 'by', ARGV[1])
redis.call('EXPIRE', KEYS[1], {SECONDS})
return false
"""
# Returns 0 if another instance has the turn. If Redis has lost its data, the turn stays with the caller.
END = f"""
local by = redis.call('HGET', KEYS[1], 'by')
if by and by ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'by', ARGV[1], unpack(ARGV, 2))
redis.call('EXPIRE', KEYS[1], {SECONDS})
return 1
"""


class TurnLost(Exception):
    """Another instance has taken over the turn; its result here must not be stored or sent."""


class TurnLease:
    """One attempt at the turn of a message. While Redis does not answer, the turn counts as this instance's.

    `lost`: another instance has it; `ended`: it has ended, but only Redis knows, because the database was away.
    """

    def __init__(self, redis: Redis, breaker: CircuitBreaker, sender: str, message_id: str) -> None:
        self.message_id = message_id
        self.lost = False
        self.ended = False
        self._redis, self._breaker = redis, breaker
        self._key = f"{PREFIX}{sender}:{message_id}"
        self._me = uuid.uuid4().hex

    async def take(self) -> list[dict[str, Any]] | None:
        """Take the turn, also from another instance; if it has ended already, return its messages.

        The caller holds the conversation's lock, so the other instance has lost it.
        """
        messages = await self._run(TAKE)
        return json.loads(messages) if messages is not None else None

    async def hold(self) -> None:
        """Raise TurnLost when another instance has taken over."""
        by = await self._ask("HGET", self._key, "by")
        self._go_on(by is None or bytes(by).decode() == self._me)

    async def end(self) -> None:
        """Record that the turn has ended, though the database does not know; raises TurnLost."""
        self._go_on(await self._run(END, "ended", "1") != 0)
        self.ended = True

    async def tell(self, messages: Sequence[dict[str, Any]]) -> None:
        """Keep the messages of the turn, for an instance that gets the user's message again."""
        await self._run(END, "said", json.dumps(list(messages)))

    def give_up(self) -> None:
        """Raise TurnLost."""
        self._go_on(False)

    def _go_on(self, mine: bool) -> None:
        if not mine:
            self.lost = True
            logger.warning("A turn was taken over by another instance.")
            raise TurnLost

    async def _run(self, script: str, *arguments: str) -> Any:
        return await self._ask("EVAL", script, "1", self._key, self._me, *arguments)

    async def _ask(self, *command: str) -> Any:
        """Return the answer of Redis; None also if it does not answer."""
        try:
            return await self._breaker.ask(lambda: self._redis.execute_command(*command), _say)
        except Unavailable:
            return None


def _say(failure: str) -> None:
    logger.error("Redis does not answer (%s); turns are leased in this process alone.", failure)


of_this_turn: ContextVar[TurnLease | None] = ContextVar("of_this_turn", default=None)
"""The lease of the turn that runs in this context; the tracker store checks it before it writes."""
