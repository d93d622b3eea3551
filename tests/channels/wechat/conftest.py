"""A server with the WeChat channel, and the platform in front of it; WeChat's five seconds are one and a half here."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from channels.wechat import message_sender
from channels.wechat.input import WeChatInput
from settings.processes import rasa_server
from tests.channels.fake_rasa import FakeAgent, Running, running
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.interfaces import Interfaces
from tools.wechat_simulator.platform import Platform

SECONDS, REPLY_SECONDS = 1.5, 1.0
SLOW = REPLY_SECONDS + 0.2
"""Seconds of a turn that ends after the reply is due, and before WeChat would deliver again."""

LONG = "请先登录平台，再按下面的步骤操作。" * 60
"""Of 3,060 bytes: more than one message of WeChat's holds."""

Connect = Callable[..., AbstractAsyncContextManager[Running]]


class WeChatAgent(FakeAgent):
    """Also knows answers that matter to this channel."""

    def _responses(self, text: str) -> list[dict[str, Any]]:
        if text == "转人工":
            return [{"text": "这边帮您转接人工坐席，请稍等......", "metadata": {"outcome": "handoff"}}]
        if text == "长":
            return [{"text": LONG, "buttons": [{"title": "忘记密码", "payload": "/menu"}]}]
        return list(super()._responses(text))


@pytest.fixture
def account() -> OfficialAccount:
    return OfficialAccount()


@pytest.fixture
def credentials(tmp_path: Path) -> dict[str, object]:
    return {
        "payload_intents": ["ask", "menu", "greet", "handoff"],
        "secret_env": "UNSET_SESSION_SECRET",
        "secret_file": str(tmp_path / "session.key"),
        "token_file": str(tmp_path / "wechat-token.json"),
    }


@pytest_asyncio.fixture
async def platform(account: OfficialAccount) -> AsyncIterator[Platform]:
    async with Platform(account, Interfaces(account), SECONDS).running() as it:
        yield it


@pytest.fixture
def connect(platform: Platform, credentials: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> Connect:
    """Start a server for the platform's account; `more` variables may say otherwise."""
    monkeypatch.setattr(message_sender, "FIRST_WAIT", 0.02)

    @asynccontextmanager
    async def start(more: Mapping[str, str] | None = None, agent: FakeAgent | None = None) -> AsyncIterator[Running]:
        variables = {**platform.account.environment(platform.api_url, REPLY_SECONDS), **(more or {})}
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        rasa_server.cache_clear()
        async with running(WeChatInput.from_credentials(credentials), agent=agent or WeChatAgent()) as server:
            platform.urls.append(f"{server.url}/webhooks/wechat/webhook")
            yield server
        platform.urls.pop()

    return start


@pytest_asyncio.fixture
async def server(connect: Connect) -> AsyncIterator[Running]:
    async with connect() as it:
        yield it
