"""RateLimiter: limits how many messages a conversation, and an address, may send."""

from collections.abc import Mapping
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.aio.strategies import MovingWindowRateLimiter
from rasa.shared.exceptions import RasaException

from channels.guard.window_storage import WindowStorage


@dataclass(frozen=True)
class Limits:
    """In the words of the library `limits`: "20 per 10 seconds"; empty: no limit."""

    # More than anybody types and presses; less than a script sends.
    conversation: str = "20 per 10 seconds"
    # Many users may share one: an office, a school, a mobile network.
    address: str = "1200 per 1 minute"


NO_ADDRESS = {"address": ""}
"""For a channel whose requests all come from programs that speak for many people."""


def limits(settings: object) -> Limits:
    """Return the setting `rate_limits` of a channel; what means nothing is refused."""
    if settings is None:
        return Limits()
    if not isinstance(settings, Mapping) or not set(settings) <= {"conversation", "address"}:
        raise RasaException(f"rate_limits may name conversation and address, not {settings!r}")
    checked = Limits(**{name: str(value or "") for name, value in settings.items()})
    for text in (checked.conversation, checked.address):
        _parsed(text)
    return checked


def _parsed(text: str) -> RateLimitItem | None:
    try:
        return parse(text) if text else None
    except ValueError as error:
        raise RasaException(f'A rate limit is written "20 per 10 seconds", not {text!r}') from error


class RateLimiter:
    """Counts in a moving window. A refused message does not count, so a user who waits is let through again."""

    def __init__(self, allowed: Limits, storage: WindowStorage | None = None) -> None:
        """`storage`: where the windows are; None: in this process."""
        self._limits = {"conversation": _parsed(allowed.conversation), "address": _parsed(allowed.address)}
        # The strategy itself holds it by a weak reference only.
        self._storage = WindowStorage() if storage is None else storage
        self._limiter = MovingWindowRateLimiter(self._storage)

    async def allows(self, conversation: str, address: str) -> bool:
        """Count one message, and say whether it may pass. An empty address is nobody's and not limited."""
        # The conversation first: who floods one must not use up what the others of the same address may send.
        for name, key in (("conversation", conversation), ("address", address)):
            limit = self._limits[name]
            if limit and key and not await self._limiter.hit(limit, name, key):
                return False
        return True

    async def close(self) -> None:
        await self._storage.close()
