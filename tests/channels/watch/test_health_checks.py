"""Readiness, part by part: 503 only when messages would not be answered."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest_asyncio
from aiohttp import web
from rasa.utils.endpoints import EndpointConfig

from channels.watch import health_checks
from channels.watch.input import WatchInput
from channels.watch.state import watch_of
from channels.webchat.input import WebChatInput
from tests.channels.fake_rasa import FakeAgent, Running, running


class ActionServer:
    """Answers /health and /webhook until told otherwise."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = 200
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        return web.json_response({"events": [], "responses": []}, status=self.status)


@pytest_asyncio.fixture
async def actions() -> AsyncIterator[ActionServer]:
    it = ActionServer()
    app = web.Application()
    app.router.add_get("/health", it.answer)
    app.router.add_post("/webhook", it.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    it.url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    yield it
    await runner.cleanup()


@pytest_asyncio.fixture
async def server(tmp_path: Path, actions: ActionServer) -> AsyncIterator[Running]:
    agent = FakeAgent()
    agent.action_endpoint = EndpointConfig(actions.url)
    webchat = WebChatInput.from_credentials({"secret_file": str(tmp_path / "key"), "secret_env": "UNSET"})
    async with running(WatchInput.from_credentials({}), webchat, agent=agent) as it:
        yield it


async def look(server: Running) -> tuple[int, dict[str, Any]]:
    watch = watch_of(server.app)
    assert watch
    watch.parts._looked = float("-inf")
    async with aiohttp.ClientSession(server.url) as http, http.get("/readyz") as answer:
        return answer.status, await answer.json()


async def act(server: Running) -> None:
    """Call the action server as a turn does."""
    endpoint = server.agent.action_endpoint
    assert endpoint
    await endpoint.request(json={}, timeout=300)


async def test_all_well(server: Running) -> None:
    status, body = await look(server)
    assert (status, body["status"]) == (200, "ready")
    assert body["parts"] == {
        "model": {"ok": True},
        "actions": {"ok": True},
        "conversations": {"ok": True, "backlog": 0},
        "locks": {"ok": True},
    }


async def test_no_model(server: Running) -> None:
    server.agent.ready = False
    status, body = await look(server)
    assert (status, body) == (503, {"status": "not ready", "parts": {"model": {"ok": False}}})


async def test_no_action_server(server: Running, actions: ActionServer) -> None:
    actions.status = 500
    status, body = await look(server)
    assert (status, body["status"], body["parts"]["actions"]["ok"]) == (200, "degraded", False)


async def test_an_action_server_that_has_just_answered_is_not_asked(server: Running, actions: ActionServer) -> None:
    await act(server)
    status, body = await look(server)
    assert (status, body["status"]) == (200, "ready")
    assert actions.asked == ["/webhook"]


async def test_an_action_that_fails_makes_one_look_again(server: Running, actions: ActionServer) -> None:
    await act(server)
    actions.status = 500
    failed = False
    try:
        await act(server)
    except Exception:  # Rasa's own
        failed = True
    assert failed
    assert (await look(server))[1]["parts"]["actions"] == {"ok": False}


async def test_a_store_that_does_without_its_database(server: Running) -> None:
    server.agent.tracker_store.degraded = True
    server.agent.tracker_store.backlog = 3
    status, body = await look(server)
    assert (status, body["status"]) == (200, "degraded")
    assert body["parts"]["conversations"] == {"ok": False, "backlog": 3}


async def test_a_store_that_raises_or_hangs(server: Running, monkeypatch: Any) -> None:
    async def fails(_: str) -> None:
        raise ValueError("SECRET")

    async def hangs(_: str) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(health_checks, "PATIENCE", 0.05)
    for retrieve, reason in ((fails, "ValueError"), (hangs, "TimeoutError")):
        server.agent.tracker_store.retrieve = retrieve
        status, body = await look(server)
        assert (status, body["status"]) == (200, "degraded")
        assert body["parts"]["conversations"] == {"ok": False, "reason": reason, "backlog": 0}


async def test_asking_often_costs_one_look(server: Running, actions: ActionServer) -> None:
    await look(server)
    async with aiohttp.ClientSession(server.url) as http:
        for _ in range(5):
            async with http.get("/readyz") as answer:
                assert answer.status == 200
    assert actions.asked == ["/health"]
