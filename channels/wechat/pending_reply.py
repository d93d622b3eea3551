"""PendingReply: passes the reply to one message to the waiting response, if it is still in time."""

import asyncio

from channels.wechat.reply import WeChatReply


class PendingReply:
    """Decides once which way the reply goes, so that it goes one way only."""

    def __init__(self) -> None:
        self._reply: asyncio.Future[WeChatReply] = asyncio.get_running_loop().create_future()
        self.late = False

    async def reply(self, seconds: float) -> WeChatReply | None:
        """Return the reply if it comes in time. None: no response will carry it any more."""
        if self.late:
            return None
        try:
            return await asyncio.wait_for(asyncio.shield(self._reply), seconds)
        except asyncio.TimeoutError:
            # It may have come while the loop was on its way here.
            self.late = not self._reply.done()
            return None if self.late else self._reply.result()
        except asyncio.CancelledError:
            # WeChat has hung up; nobody knows whether it will ask again.
            self.late = not self._reply.done()
            raise

    def offer(self, reply: WeChatReply) -> bool:
        """Give the reply to whoever waits; False when it comes too late for that."""
        if not self.late and not self._reply.done():
            self._reply.set_result(reply)
        return not self.late
