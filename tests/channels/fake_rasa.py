"""A server that behaves as Rasa's does, with a bot simple enough to predict."""

import asyncio
import socket
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import aiohttp
import socketio
from rasa.core.channels.channel import InputChannel, UserMessage, register
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.server import add_root_route
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, ConversationPaused, UserUttered
from sanic import Sanic

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


class FakeAgent:
    """Answers known payloads as the assistant does, and any other text with that text."""

    def __init__(self) -> None:
        self.tracker_store = InMemoryTrackerStore(Domain.empty())
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
            UserUttered(message.text, message_id=message.message_id, metadata=message.metadata),
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
        if text == "/greet":
            return [GREETING]
        if text.startswith("/ask"):
            return [ANSWER]
        return [{"text": f"您说：{text}", "metadata": {"outcome": "chat"}}]


def _bot_event(response: dict[str, Any]) -> BotUttered:
    data = {name: value for name, value in response.items() if name not in ("text", "metadata")}
    metadata = {"utter_action": "utter_something", "metadata": response.get("metadata")}
    return BotUttered(response.get("text"), data, metadata)


@dataclass
class Running:
    """A server that is up."""

    url: str
    agent: FakeAgent
    app: Sanic


@asynccontextmanager
async def running(
    *channels: InputChannel, agent: FakeAgent | None = None, port: int = 0
) -> AsyncIterator[Running]:
    """Serve `channels` on a free port of this machine, the way `rasa run` does."""
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


@dataclass
class Client:
    """A real Socket.IO client that keeps what it hears."""

    socket: socketio.AsyncClient
    heard: dict[str, list[Any]] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, event: str, *data: Any) -> None:
        self.heard.setdefault(event, []).append(data[0] if data else None)
        self._changed.set()

    async def wait(self, event: str, count: int = 1, seconds: float = 5.0) -> list[Any]:
        """Return what came under `event` once there are `count` of it."""

        async def enough() -> None:
            while len(self.heard.get(event, [])) < count:
                self._changed.clear()
                await self._changed.wait()

        await asyncio.wait_for(enough(), seconds)
        return self.heard[event]

    async def nothing(self, event: str, seconds: float = 0.2) -> bool:
        """Say whether nothing more comes under `event` for a while."""
        before = len(self.heard.get(event, []))
        await asyncio.sleep(seconds)
        return len(self.heard.get(event, [])) == before

    async def session(self, session_id: Any = None) -> str:
        """Ask for a session and return the one the server confirms."""
        count = len(self.heard.get("session_confirm", [])) + 1
        await self.socket.emit("session_request", {"session_id": session_id})
        return str((await self.wait("session_confirm", count))[-1])

    async def say(self, message: Any, **more: Any) -> None:
        await self.socket.emit("user_uttered", {"message": message, **more})

    async def ask(self, message: Any, **more: Any) -> dict[str, Any]:
        """Say something and return the next answer."""
        count = len(self.heard.get("bot_uttered", [])) + 1
        await self.say(message, **more)
        answer: dict[str, Any] = (await self.wait("bot_uttered", count))[-1]
        return answer

    async def history(self) -> list[dict[str, Any]]:
        count = len(self.heard.get("history", [])) + 1
        await self.socket.emit("history_request")
        messages: list[dict[str, Any]] = (await self.wait("history", count))[-1]
        return messages


@asynccontextmanager
async def client(url: str, **connect: Any) -> AsyncIterator[Client]:
    """Connect to a server, and leave it in the end."""
    async with aiohttp.ClientSession() as http:
        connected = Client(socketio.AsyncClient(reconnection=False, http_session=http))
        connected.socket.on("*", connected.hear)
        # The client asks for a class that Rasa's version of aiohttp does not have; a number is meant there.
        with patch.object(aiohttp, "ClientWSTimeout", lambda ws_close: ws_close, create=True):
            await connected.socket.connect(url, **{"transports": ["websocket"], **connect})
        try:
            yield connected
        finally:
            # "abort": a client that polls would wait until its last request runs out.
            await connected.socket.eio.disconnect(abort=True)
