"""One packet for each response, whichever of Rasa's methods it comes by."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from channels.webchat.output import WebChatOutput

pytestmark = pytest.mark.asyncio

BUTTONS = [{"title": "问题分类", "payload": "/menu"}]
REPLIES = [{"content_type": "text", "title": "问题分类", "payload": "/menu"}]
METADATA = {"outcome": "offer"}


class FakeServer:
    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any], dict[str, Any]]] = []

    async def emit(self, event: str, data: dict[str, Any], **options: Any) -> None:
        self.sent.append((event, data, options))


@pytest.mark.parametrize(
    ("send", "expected"),
    [
        (lambda o: o.send_response("a", {"text": "一\n\n二", "metadata": METADATA}), {"text": "一\n\n二"}),
        (lambda o: o.send_text_message("a", "一\n\n二", metadata=METADATA), {"text": "一\n\n二"}),
        (
            lambda o: o.send_text_with_buttons("a", "选", BUTTONS, metadata=METADATA),
            {"text": "选", "quick_replies": REPLIES},
        ),
        (
            lambda o: o.send_quick_replies("a", "选", BUTTONS, metadata=METADATA),
            {"text": "选", "quick_replies": REPLIES},
        ),
        (
            lambda o: o.send_custom_json("a", {"room": "b", "data": 1}, metadata=METADATA),
            {"custom": {"room": "b", "data": 1}},
        ),
        (
            lambda o: o.send_image_url("a", "x.png", metadata=METADATA),
            {"attachment": {"type": "image", "payload": {"src": "x.png"}}},
        ),
        (
            lambda o: o.send_attachment("a", {"type": "file"}, metadata=METADATA),
            {"attachment": {"type": "file"}},
        ),
        (
            lambda o: o.send_elements("a", iter([{"title": "x"}]), metadata=METADATA),
            {
                "attachment": {
                    "type": "template",
                    "payload": {"template_type": "generic", "elements": [{"title": "x"}]},
                }
            },
        ),
    ],
)
async def test_one_packet(send: Callable[[WebChatOutput], Awaitable[None]], expected: dict[str, Any]) -> None:
    server = FakeServer()
    output = WebChatOutput(server, "bot_uttered")
    await send(output)
    [(event, packet, options)] = server.sent
    assert (event, options) == ("bot_uttered", {"room": "a"})
    assert {"text": "", **expected, "metadata": METADATA} == {k: packet[k] for k in packet.keys() - {"id", "timestamp"}}
    assert output.sent == 1


async def test_nothing_is_not_sent() -> None:
    server = FakeServer()
    output = WebChatOutput(server, "bot_uttered")
    await output.send_response("a", {"text": None, "custom": {}})
    assert (server.sent, output.sent) == ([], 0)
