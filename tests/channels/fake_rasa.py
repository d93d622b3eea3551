"""A server that behaves as Rasa's does, with a bot simple enough to predict."""

import asyncio
import socket
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from rasa.core.channels.channel import InputChannel, UserMessage, register
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, ConversationPaused, UserUttered
from sanic import Sanic

from channels.rasa_server import ActionEndpoint, Processor
from tests.owner.builders import answer_title
from understanding.labels import answer_response
from zh.typed_slash import as_typed

SLOTS = {"with_person_until": {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]}}
GREETING: dict[str, Any] = {
    "text": "您好，我是学时助手，您可以直接输入问题，也可以点选下面的常见问题。",
    "buttons": [
        {"title": "怎么注册", "payload": '/ask{"faq_id": "registration_how"}'},
        {"title": "忘记密码怎么办", "payload": '/ask{"faq_id": "password_forgotten"}'},
        {"title": "问题分类", "payload": "/menu"},
    ],
    "metadata": {"outcome": "chat"},
}
ANSWER: dict[str, Any] = {
    "text": "第一步：打开平台首页，点击【注册】。\n\n第二步：填写信息后提交，等待单位管理员审核。",
    "metadata": {"outcome": "answer", "faq_id": "registration_how", "faq_lines": [3, 4]},
}
LONG_ANSWER: dict[str, Any] = {
    "text": "请先登录平台，进入【个人信息】，点击【修改】。" + "提交以后由单位管理员审核，审核通过才会生效。" * 18,
    "metadata": {"outcome": "answer", "faq_id": "profile_unit", "faq_lines": [20]},
}
CHANGES = ("单位", "手机号", "姓名", "职称", "学历", "专业")
TITLES: Sequence[str] = ("怎么注册", "忘记密码怎么办", *(f"怎么修改{what}" for what in CHANGES))
ANSWERS = {f"title_{number}": answer_title(title) for number, title in enumerate(TITLES)}
"""The titles while one types, to be served (owner.live.using): the answers with these ids are in the agent's domain."""


class FakeAgent:
    """Answers known payloads as the assistant does, and any other text with that text."""

    def __init__(self) -> None:
        self.tracker_store = InMemoryTrackerStore(Domain.from_dict({"slots": SLOTS}))
        self.lock_store = InMemoryLockStore()
        # titles to offer while one types
        self.domain = Domain.from_dict(
            {"responses": {answer_response(id_): [{"text": title}] for id_, (title, *_) in ANSWERS.items()}}
        )
        # what it says to a text, in place of that text
        self.answers: dict[str, Sequence[dict[str, Any]]] = {}
        # what WatchInput reads and sets
        self.action_endpoint: ActionEndpoint | None = None
        self.processor: Processor | None = None
        self.ready = True
        self.seconds = 0.0
        self.seen: list[UserMessage] = []

    def is_ready(self) -> bool:
        return self.ready

    async def handle_message(self, message: UserMessage) -> None:
        self.seen.append(message)
        if message.text == "出错":
            raise ValueError(message.text)
        await asyncio.sleep(self.seconds)
        tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
        tracker.update(
            UserUttered(
                message.text,
                input_channel=message.input_channel,
                message_id=message.message_id,
                metadata=message.metadata,
            ),
        )
        if message.text == "暂停":
            tracker.update(ConversationPaused())
        for response in self._responses(str(message.text)):
            event = _bot_event(response)
            tracker.update(event)
            await message.output_channel.send_response(message.sender_id, event.message())
        await self.tracker_store.save(tracker)

    def _responses(self, text: str) -> Sequence[dict[str, Any]]:
        if text in ("沉默", "暂停"):
            return []
        if text in self.answers:
            return self.answers[text]
        if text == "/greet":
            return [GREETING]
        if text == "长":
            return [LONG_ANSWER]
        if text.startswith("/ask"):
            return [ANSWER]
        return [{"text": f"您说：{as_typed(text)}", "metadata": {"outcome": "chat"}}]


def _bot_event(response: dict[str, Any]) -> BotUttered:
    data = {name: value for name, value in response.items() if name not in ("text", "metadata")}
    metadata = {"utter_action": "utter_something", "metadata": response.get("metadata")}
    return BotUttered(response.get("text"), data, metadata)


def app_with(agent: FakeAgent) -> Sanic:
    """Return an app that knows the agent, without a server."""
    return cast(Sanic, SimpleNamespace(ctx=SimpleNamespace(agent=agent)))


@dataclass
class Running:
    """A server that is up."""

    url: str
    agent: FakeAgent
    app: Sanic


@asynccontextmanager
async def running(*channels: InputChannel, agent: FakeAgent | None = None, port: int = 0) -> AsyncIterator[Running]:
    """Serve `channels` on a free port of this machine, the way `rasa run` does."""
    # It brings most of Rasa, for which no test should wait that needs no server.
    from rasa.server import add_root_route

    # Sanic rewrites its own methods at each start, which fails the second time unless it is told of the test.
    Sanic.test_mode = True
    app = Sanic(f"test_{uuid.uuid4().hex}", configure_logging=False)
    add_root_route(app)
    register(list(channels), app, route="/webhooks/")
    app.ctx.agent = agent or FakeAgent()
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    server: Any = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.after_start()
    try:
        yield Running(f"http://127.0.0.1:{listening.getsockname()[1]}", app.ctx.agent, app)
    finally:
        await server.before_stop()
        server.close()
        await server.wait_closed()
        for connection in list(server.connections):
            web_socket = getattr(connection, "websocket", None)
            web_socket.fail_connection(1001) if web_socket else connection.abort()
        await server.after_stop()
        Sanic._app_registry.pop(app.name)
