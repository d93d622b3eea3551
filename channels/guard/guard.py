"""Guard: decides whether a message may become a turn, and counts why not."""

import logging
from collections import Counter
from typing import NamedTuple

from channels.guard.rate_limit import RateLimiter
from channels.guard.user_text import LONGEST
from observability.log_limit import LogLimit
from owner.live import profile

logger = logging.getLogger(__name__)

TOO_FAST = "too_fast"
"""The reason of a refusal that ends by itself."""


class Refusal(NamedTuple):
    """Why a message becomes no turn; `text` is the reply to the user, None: no reply."""

    reason: str
    text: str | None


class Guard:
    """One for a channel. `counts`: refused messages by reason, since the start."""

    def __init__(self, limiter: RateLimiter) -> None:
        self._limiter = limiter
        self.counts: Counter[str] = Counter()
        self._log_limit = LogLimit()

    async def too_fast(self, conversation: str, address: str) -> Refusal | None:
        """Count a message of this conversation and address before it is read; return None if it may pass."""
        if await self._limiter.allows(conversation, address):
            return None
        return self.too_many()

    async def allows(self, conversation: str, address: str) -> bool:
        """Count a request that is no message, for example for a history; return whether it may pass."""
        return await self._limiter.allows(conversation, address)

    async def close(self) -> None:
        await self._limiter.close()

    def too_many(self) -> Refusal:
        """Count a message for which this conversation or address has sent too many others."""
        return self._counted(Refusal(TOO_FAST, profile().sentence("too_fast")))

    def too_long(self) -> Refusal:
        """Count a message that is too long to be read."""
        return self._counted(Refusal("too_long", profile().sentence("too_long", most=LONGEST)))

    def malformed(self) -> Refusal:
        """Count a packet that no working client sends."""
        return self._counted(Refusal("malformed", None))

    def _counted(self, refusal: Refusal) -> Refusal:
        self.counts[refusal.reason] += 1
        if self._log_limit.may_write(refusal.reason):
            logger.info("A message was not taken: %s (%d so far)", refusal.reason, self.counts[refusal.reason])
        return refusal
