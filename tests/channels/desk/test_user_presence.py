"""Who is there and who types, over real connections: true for a moment, and stored nowhere."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from actions.tickets.store import TicketStore
from channels.settings import server_settings
from channels.webchat import visits
from channels.webchat.input import WebChatInput
from channels.webchat.settings import webchat_settings
from tests.channels.desk.test_input import served, tickets, waiting
from tests.channels.fake_rasa import Running
from tests.desk_receiver import signed

__all__ = ["served", "tickets"]

pytestmark = pytest.mark.asyncio


async def seen(served: Running, conversation: str, *, typing: bool = False) -> dict[str, Any]:
    """Tell that the person types, or not; returns what is known of the user."""
    body, headers = signed({"conversation": conversation, "event": "presence", "typing": typing})
    url = f"{served.url}/webhooks/desk/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
        assert response.status == 200
        return dict(json.loads(await response.text()))


async def said(served: Running, conversation: str, text: str) -> dict[str, Any]:
    """Say something to the user; returns what is answered."""
    body, headers = signed({"conversation": conversation, "event": "message", "text": text})
    url = f"{served.url}/webhooks/desk/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
        return dict(json.loads(await response.text()))


async def until(served: Running, conversation: str, **expected: bool) -> None:
    for _ in range(100):
        if expected.items() <= (await seen(served, conversation)).items():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"never {expected}")


async def test_both_sides_see_each_other_type(
    served: Running, tickets: TicketStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with waiting(served, tickets) as (user, conversation):
        assert await seen(served, conversation) == {"status": "ok", "online": True, "typing": False}
        await user.socket.emit("typing")
        await until(served, conversation, typing=True)
        await user.ask("我的密码忘了")
        await until(served, conversation, typing=False)
        assert await user.nothing("person_typing", 0.0)
        await seen(served, conversation, typing=True)
        assert await user.wait("person_typing") == [{}]
        await user.socket.emit("typing")
        await until(served, conversation, typing=True)
        monkeypatch.setattr(visits, "TYPES_FOR", 0.0)
        await until(served, conversation, typing=False)
        before = await served.agent.tracker_store.retrieve(conversation)
        assert before
    await until(served, conversation, online=False)
    tracker = await served.agent.tracker_store.retrieve(conversation)
    assert tracker
    assert len(tracker.events) == len(before.events), "nothing of it is kept"


async def test_only_an_open_page_is_reached(served: Running, tickets: TicketStore) -> None:
    async with waiting(served, tickets) as (_, conversation):
        assert await said(served, conversation, "您好") == {"status": "ok", "reached": True}
    await until(served, conversation, online=False)
    assert await said(served, conversation, "还在吗") == {"status": "ok"}


async def test_where_another_process_may_serve_the_user_nothing_is_said(credentials: dict[str, object]) -> None:
    server = server_settings().copy(update={"sanic_workers": 2})
    assert await WebChatInput(webchat_settings(credentials), server).there("web-a") is None
