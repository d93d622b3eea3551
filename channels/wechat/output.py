"""WeChatOutput collects the replies of one turn; WeChatPush sends messages outside of a turn."""

from collections.abc import Mapping
from typing import Any

from channels.rest.output import RestOutput
from channels.wechat.sending import Sending
from channels.wechat.spoken import spoken


class WeChatOutput(RestOutput):
    """Collects the responses of a turn, whole and with their metadata."""

    @classmethod
    def name(cls) -> str:
        return "wechat"


class WeChatPush(WeChatOutput):
    """Sends each response at once, by customer-service message; `recipient_id` is the sender id of the conversation."""

    def __init__(self, sending: Sending) -> None:
        super().__init__()
        self._sending = sending

    async def send_response(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        messages = spoken([message])
        if messages:
            self.sent += 1
            self._sending.start(recipient_id, messages)

    async def _persist_message(self, message: dict[str, Any]) -> None:
        # called by Rasa's own methods (send_text_message, …)
        await self.send_response(str(message["recipient_id"]), message)
