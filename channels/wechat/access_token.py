"""AccessToken: the token for WeChat's interfaces, shared by all workers and fetched by one at a time."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from channels.wechat.errors import ApiError, WeChatUnreachable
from channels.wechat.identity import Identity
from channels.wechat.token_file import TokenKeeper

MARGIN = 300.0
"""Seconds before its end from which a token is fetched anew: WeChat gives out the next one then, and both are valid."""

FORCED_EVERY = 30.0
"""Seconds: WeChat replaces a valid token no more often, and 20 times a day."""

Fetch = Callable[[bool], Awaitable[Mapping[str, Any]]]
"""Asks cgi-bin/stable_token; True: replace a token that is still valid."""


@dataclass(frozen=True)
class Token:
    """`until`: seconds since 1970."""

    value: str
    until: float


class AccessToken:
    def __init__(
        self, keeper: TokenKeeper, identity: Identity, fetch: Fetch, clock: Callable[[], float] = time.time
    ) -> None:
        self._keeper, self._identity, self._fetch, self._clock = keeper, identity, fetch, clock
        self._token: Token | None = None
        self._lock = asyncio.Lock()
        self._forced_at = float("-inf")

    async def get(self) -> str:
        """Return a valid token; raises ApiError or WeChatUnreachable."""
        if self._token and self._is_valid(self._token):
            return self._token.value
        return await self._renewed("")

    async def renew(self, failed: str) -> str:
        """Return another token than the one that WeChat no longer takes."""
        return await self._renewed(failed)

    async def _renewed(self, failed: str) -> str:
        async with self._lock:
            cached = self._token
            if cached is None or not self._is_valid(cached) or cached.value == failed:
                async with self._keeper.lock():
                    cached = await self._load()
                    if cached is None or not self._is_valid(cached) or cached.value == failed:
                        cached = await self._fetched(failed)
                        await self._save(cached)
            self._token = cached
            return cached.value

    async def _fetched(self, failed: str) -> Token:
        token = self._read(await self._fetch(False))
        if token.value != failed:
            return token
        # WeChat takes it for valid and refuses it all the same.
        # One that lies ahead is from before the clock was set back.
        if 0 <= self._clock() - self._forced_at < FORCED_EVERY:
            raise ApiError(40001)
        self._forced_at = self._clock()
        return self._read(await self._fetch(True))

    def _is_valid(self, token: Token) -> bool:
        return self._clock() < token.until

    def _read(self, answer: Mapping[str, Any]) -> Token:
        value, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(value, str) or not value or not isinstance(seconds, int):
            raise WeChatUnreachable
        # One that is handed out in its last minutes is valid for those at least.
        return Token(value, self._clock() + max(seconds - MARGIN, seconds / 2))

    async def _load(self) -> Token | None:
        sealed = await self._keeper.load()
        token = self._identity.unseal(sealed) if sealed else None
        return Token(*token) if token else None

    async def _save(self, token: Token) -> None:
        await self._keeper.save(self._identity.seal([token.value, token.until]))
