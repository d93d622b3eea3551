"""Contacts: the OpenIDs of users, and messages that wait for them."""

from collections.abc import Sequence
from dataclasses import asdict

from channels.wechat.identity import Identity
from channels.wechat.message import NumberedButton, WeChatMessage
from channels.wechat.store import WeChatStore, locked

REACHABLE = 48 * 3600.0
"""Seconds for which WeChat lets an account write to a user after the user's last message."""

WAITS = 7 * 24 * 3600.0
"""Seconds for which an undelivered message is kept, for example a person's answer that came too late."""

MOST_WAITING = 8


class Contacts:
    """Keeps OpenIDs encrypted under the sender id, and only while they can be used."""

    def __init__(self, store: WeChatStore, identity: Identity) -> None:
        self._store = store
        self._identity = identity

    async def remember(self, sender: str, open_id: str) -> None:
        await self._store.put(f"contact:{sender}", self._identity.seal(open_id), REACHABLE)

    async def open_id(self, sender: str) -> str | None:
        sealed = await self._store.get(f"contact:{sender}")
        contact = self._identity.unseal(sealed) if sealed else None
        return str(contact) if contact else None

    async def forget(self, sender: str) -> None:
        """Forget a user who has left, with all that waits for them."""
        await self._store.take(f"contact:{sender}")
        await self._store.take(f"waiting:{sender}")

    async def let_wait(self, sender: str, messages: Sequence[WeChatMessage]) -> None:
        """Keep unsent messages until the user writes again; the last `MOST_WAITING` at most."""
        async with locked(self._store, f"waiting:{sender}", 5.0):
            all_ = [*self._read(await self._store.get(f"waiting:{sender}")), *messages][-MOST_WAITING:]
            sealed = self._identity.seal([asdict(message) for message in all_])
            await self._store.put(f"waiting:{sender}", sealed, WAITS)

    async def waiting(self, sender: str) -> list[WeChatMessage]:
        """Return the waiting messages and remove them."""
        return self._read(await self._store.take(f"waiting:{sender}"))

    def _read(self, sealed: str | None) -> list[WeChatMessage]:
        rows = (self._identity.unseal(sealed) if sealed else None) or []
        return [
            WeChatMessage(
                row["text"], tuple(NumberedButton(**button) for button in row["buttons"]), row.get("picture", "")
            )
            for row in rows
        ]
