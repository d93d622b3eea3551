"""Claims: which of the instances that share a Redis has the turn of a message, and whether that turn has ended.

An instance that hangs loses its conversation's lock, another one takes over the turn, and the first one goes on where
it was. What it comes to then must count for nothing. As long as the database answers it says so itself as well
(EventTable.add); while it is away, nobody else can.
"""

import json
import logging
import uuid
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from redis.asyncio import Redis

from persistence.breaker import Breaker, Unavailable

logger = logging.getLogger(__name__)

PREFIX = "xueshi-turn:"
SECONDS = 600
"""How long it is known: a message is sent again within seconds, or a minute."""

# What was said, when the turn has ended.
TAKE = f"""
if redis.call('HGET', KEYS[1], 'ended') then return redis.call('HGET', KEYS[1], 'said') or '[]' end
redis.call('HSET', KEYS[1], 'by', ARGV[1])
redis.call('EXPIRE', KEYS[1], {SECONDS})
return false
"""
# 0: it is another's. Of a Redis that has forgotten everything it stays one's own.
END = f"""
local by = redis.call('HGET', KEYS[1], 'by')
if by and by ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'by', ARGV[1], unpack(ARGV, 2))
redis.call('EXPIRE', KEYS[1], {SECONDS})
return 1
"""


class TurnLost(Exception):
    """Another instance has taken over the turn; nothing of it may be stored or said here."""


class Claim:
    """One attempt at the turn of a message. While Redis does not answer it is this instance's own: it alone knows.

    `lost`: another instance has it; `ended`: the database was away, and that it has ended stands in Redis alone.
    """

    def __init__(self, redis: Redis, breaker: Breaker, sender: str, message_id: str) -> None:
        self.message_id = message_id
        self.lost = False
        self.ended = False
        self._redis, self._breaker = redis, breaker
        self._key = f"{PREFIX}{sender}:{message_id}"
        self._me = uuid.uuid4().hex

    async def take(self) -> list[dict[str, Any]] | None:
        """Take the turn, over from whoever had it; what was said in it when it has ended already. The caller has the
        conversation's lock, so that the other one has lost it.
        """
        said = await self._run(TAKE)
        return json.loads(said) if said is not None else None

    async def hold(self) -> None:
        """Raise TurnLost when another instance has taken over."""
        by = await self._ask("HGET", self._key, "by")
        self._go_on(by is None or bytes(by).decode() == self._me)

    async def end(self) -> None:
        """Say that the turn has ended, though the database does not know; raises TurnLost."""
        self._go_on(await self._run(END, "ended", "1") != 0)
        self.ended = True

    async def tell(self, said: Sequence[dict[str, Any]]) -> None:
        """Leave what was said for an instance that is sent the message again."""
        await self._run(END, "said", json.dumps(list(said)))

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
        """Return what Redis says, None also when it does not answer."""
        try:
            return await self._breaker.ask(lambda: self._redis.execute_command(*command), _say)
        except Unavailable:
            return None


def _say(failure: str) -> None:
    logger.error("Redis does not answer (%s); turns are claimed in this process alone.", failure)


of_this_turn: ContextVar[Claim | None] = ContextVar("of_this_turn", default=None)
"""The claim of the turn that runs here: what the tracker store writes belongs to it."""
