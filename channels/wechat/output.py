"""WeChatOutput collects the replies of one turn; WeChatPush sends messages outside of a turn."""

from collections.abc import Mapping
from typing import Any

from channels.rest.output import RestOutput
from channels.wechat.message import wechat_messages
from channels.wechat.message_sender import MessageSender


class WeChatOutput(RestOutput):
    """Collects the responses of a turn, whole and with their metadata."""

    @classmethod
    def name(cls) -> str:
        return "wechat"


class WeChatPush(WeChatOutput):
    """Sends each response at once, by customer-service message; `recipient_id` is the sender id of the conversation."""

    def __init__(self, message_sender: MessageSender) -> None:
        super().__init__()
        self._message_sender = message_sender

    async def send_response(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        messages = wechat_messages([message])
        if messages:
            self.sent += 1
            self._message_sender.start(recipient_id, messages)

    async def _persist_message(self, message: dict[str, Any]) -> None:
        # called by Rasa's own methods (send_text_message, …)
        await self.send_response(str(message["recipient_id"]), message)
