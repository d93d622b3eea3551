"""MessageSender: sends customer-service messages in order, and keeps for later those that WeChat does not take."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from channels.turns import Locks, Turns
from channels.wechat.api import SEND, WeChatApi
from channels.wechat.contacts import Contacts
from channels.wechat.customer_message import body, picture_body, split_by_call
from channels.wechat.errors import GONE, LATER, ApiError, WeChatUnreachable
from channels.wechat.message import WeChatMessage
from owner.live import profile

logger = logging.getLogger(__name__)

Upload = Callable[[str, str], Awaitable[str | None]]

ATTEMPTS = 6
FIRST_WAIT = 1.0
"""Seconds before the second attempt; each wait is twice the one before, so about half a minute in all."""


class MessageSender:
    def __init__(self, api: WeChatApi, contacts: Contacts, upload: Upload | None = None) -> None:
        """`upload`: uploads a picture of a conversation and returns its media id, None if the picture is gone."""
        self._api, self._contacts, self._upload = api, contacts, upload
        # What is sent takes long, and nothing else waits for it.
        self._turns = Turns(Locks())
        # Customer-service messages since the start: sent, refused (for good), kept for the user's next message.
        self.counts: Counter[str] = Counter(sent=0, refused=0, kept=0)
        # After WeChat refuses a call for too many calls, all calls wait until then.
        self._slow_until = 0.0

    def start(self, sender: str, messages: Sequence[WeChatMessage], *, after: float = 0.0) -> "asyncio.Task[None]":
        """Send `messages` after all earlier ones of the user and a delay of `after` seconds."""
        return self._turns.start(sender, partial(self._send, sender, list(messages), after))

    async def drain(self, seconds: float) -> None:
        """Wait for the messages being sent; the rest is kept until the user's next message."""
        await self._turns.drain(seconds)

    async def _send(self, sender: str, messages: list[WeChatMessage], after: float) -> None:
        left = split_by_call(messages)
        try:
            await asyncio.sleep(after)
            open_id = await self._contacts.open_id(sender)
            if open_id is None:
                logger.warning("A message waits: the user's last one is too long ago.")
            while left and open_id:
                await self._insist(await self._call(sender, open_id, left[0]))
                left = left[1:]
                self.counts["sent"] += 1
        except ApiError as error:
            logger.error("A customer-service message was not taken: %s", error)
            if error.code in GONE:
                self.counts["refused"] += len(left)
                left = []
        except WeChatUnreachable as error:
            logger.error("WeChat cannot be reached: %s", error)
        finally:
            # also when the server stops in the middle of it
            if left:
                self.counts["kept"] += len(left)
                await self._contacts.let_wait(sender, left)

    async def _call(self, sender: str, open_id: str, unit: WeChatMessage) -> dict[str, object]:
        media_id = await self._upload(sender, unit.picture) if unit.picture and self._upload else None
        return picture_body(open_id, media_id) if media_id else body(open_id, unit, profile().wechat.choose)

    async def _insist(self, call: dict[str, object]) -> None:
        """Send, in several attempts; raises the last attempt's error."""
        for attempt in range(ATTEMPTS):
            await self._wait_while_slow()
            try:
                await self._api.call(SEND, call)
                return
            except (ApiError, WeChatUnreachable) as error:
                is_final = isinstance(error, ApiError) and error.code not in LATER
                if is_final or attempt == ATTEMPTS - 1:
                    raise
            self._slow_until = asyncio.get_running_loop().time() + FIRST_WAIT * 2**attempt

    async def _wait_while_slow(self) -> None:
        while (left := self._slow_until - asyncio.get_running_loop().time()) > 0:
            await asyncio.sleep(left)
