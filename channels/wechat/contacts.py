"""Contacts: how users are reached later, and what could not be brought to them yet."""

from collections.abc import Sequence
from dataclasses import asdict

from channels.wechat.identity import Identity
from channels.wechat.spoken import Button, Spoken
from channels.wechat.store import Store, locked

REACHABLE = 48 * 3600.0
"""Seconds for which WeChat lets an account write to a user after the user's last message."""

WAITS = 7 * 24 * 3600.0
"""Seconds for which waits what could not be brought to a user, for example a person's answer after that time."""

MOST_WAITING = 8


class Contacts:
    """OpenIDs stand in the store encrypted, under the sender id, and not longer than they are of use."""

    def __init__(self, store: Store, identity: Identity) -> None:
        self._store = store
        self._identity = identity

    async def remember(self, sender: str, open_id: str) -> None:
        await self._store.put(f"contact:{sender}", self._identity.seal(open_id), REACHABLE)

    async def open_id(self, sender: str) -> str | None:
        kept = await self._store.get(f"contact:{sender}")
        found = self._identity.unseal(kept) if kept else None
        return str(found) if found else None

    async def forget(self, sender: str) -> None:
        """Forget a user who has left, with all that waits for them."""
        await self._store.take(f"contact:{sender}")
        await self._store.take(f"waiting:{sender}")

    async def let_wait(self, sender: str, said: Sequence[Spoken]) -> None:
        """Keep what could not be sent until the user writes again; the last few messages at most."""
        async with locked(self._store, f"waiting:{sender}", 5.0):
            all_ = [*self._read(await self._store.get(f"waiting:{sender}")), *said][-MOST_WAITING:]
            sealed = self._identity.seal([asdict(one) for one in all_])
            await self._store.put(f"waiting:{sender}", sealed, WAITS)

    async def waiting(self, sender: str) -> list[Spoken]:
        """Return what waits, which is then no longer kept."""
        return self._read(await self._store.take(f"waiting:{sender}"))

    def _read(self, kept: str | None) -> list[Spoken]:
        found = (self._identity.unseal(kept) if kept else None) or []
        return [
            Spoken(one["text"], tuple(Button(**button) for button in one["buttons"]), one.get("picture", ""))
            for one in found
        ]
