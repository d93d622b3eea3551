"""PushDeliveries: accepts only the first of up to three deliveries of a message, across all workers."""

from channels.wechat.identity import Identity
from channels.wechat.reply import WeChatReply
from channels.wechat.signature import FRESH
from channels.wechat.store import WeChatStore

REMEMBERED = 2 * FRESH
"""Seconds a message is known: longer than a recorded request could be sent again."""

SENT_AGAIN = 60.0
"""Seconds a reply is kept: WeChat asks again after 5 and 10."""

_TAKEN = "taken"


class PushDeliveries:
    """What is kept names nobody; replies are encrypted."""

    def __init__(self, store: WeChatStore, identity: Identity) -> None:
        self._store = store
        self._identity = identity

    async def is_replay(self, timestamp: str, nonce: str, message: str) -> bool:
        """Say whether a nonce comes again with another message. With the same it is a delivery like any other."""
        key = f"nonce:{self._identity.digest('nonce', timestamp, nonce)}"
        return not await self._store.add(key, message, REMEMBERED) and await self._store.get(key) != message

    async def take(self, message: str) -> bool:
        """Say whether this worker is the first to take the message."""
        return await self._store.add(f"taken:{message}", _TAKEN, REMEMBERED)

    async def keep(self, message: str, reply: WeChatReply) -> None:
        """Keep the reply for a delivery that comes to another worker."""
        await self._store.put(f"reply:{message}", self._identity.seal([reply.kind, reply.text]), SENT_AGAIN)

    async def reply(self, message: str) -> WeChatReply | None:
        """Return the reply another worker has given, None while it has none."""
        sealed = await self._store.get(f"reply:{message}")
        reply = self._identity.unseal(sealed) if sealed else None
        return WeChatReply(*reply) if reply else None
