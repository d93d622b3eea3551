"""The pages of a server that operators read."""

import asyncio
import faulthandler
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import aiohttp
import pytest
import pytest_asyncio
from rasa.shared.exceptions import RasaException

from channels.rest.input import RestInput
from channels.watch.input import WatchInput
from channels.webchat.input import WebChatInput
from tests.channels.fake_rasa import Running, running
from tests.metrics import Metrics
from tests.socket_client import client


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    webchat = WebChatInput.from_credentials({"secret_file": str(tmp_path / "key"), "secret_env": "UNSET"})
    channels = WatchInput.from_credentials({}), webchat, RestInput.from_credentials({})
    async with running(*channels) as it:
        yield it


async def read(server: Running) -> Metrics:
    async with aiohttp.ClientSession(server.url) as http, http.get("/metrics") as answer:
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/plain; version=")
        return Metrics(await answer.text())


async def say(server: Running, body: Mapping[str, Any], **headers: str) -> Mapping[str, str]:
    async with (
        aiohttp.ClientSession(server.url) as http,
        http.post("/webhooks/rest/webhook", json=body, headers=headers) as answer,
    ):
        return dict(answer.headers)


async def test_what_was_said_is_counted(server: Running) -> None:
    await say(server, {"sender": "one", "message": '/ask{"faq_id": "x"}'})
    await say(server, {"sender": "one", "message": "沉默"})
    await say(server, {"sender": "one", "message": "长" * 501})
    await say(server, {"sender": "one"})
    result = await read(server)
    assert result.value("xueshi_turns_total", channel="rest") == 2
    assert result.value("xueshi_turn_failures_total", channel="rest", reason="silent") == 1
    assert result.value("xueshi_refusals_total", channel="rest", reason="too_long") == 1
    assert result.value("xueshi_refusals_total", channel="rest", reason="malformed") == 1
    assert result.value("xueshi_errors_total", part="channels") == 1
    assert result.value("xueshi_turns_total", channel="socketio") == 0
    assert result.value("xueshi_ready") == 1
    assert result.value("xueshi_store_degraded", store="conversations") == 0
    assert result.value("xueshi_backlog") == 0
    assert (result.value("process_resident_memory_bytes") or 0) > 1e6


async def test_open_sockets(server: Running) -> None:
    async with client(server.url):
        assert (await read(server)).value("xueshi_open_sockets") == 1

    async def none() -> None:
        while (await read(server)).value("xueshi_open_sockets"):
            await asyncio.sleep(0.05)

    await asyncio.wait_for(none(), 30)


async def test_a_store_in_trouble(server: Running) -> None:
    server.agent.tracker_store.degraded = True
    server.agent.tracker_store.backlog = 7
    result = await read(server)
    assert result.value("xueshi_store_degraded", store="conversations") == 1
    assert result.value("xueshi_backlog") == 7


async def test_two_servers_of_one_process_count_each_for_itself(server: Running, tmp_path: Path) -> None:
    async with running(WatchInput.from_credentials({}), RestInput.from_credentials({})) as other:
        await say(other, {"sender": "one", "message": "你好"})
        assert (await read(other)).value("xueshi_turns_total", channel="rest") == 1
    assert (await read(server)).value("xueshi_turns_total", channel="rest") == 0


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP"])
async def test_not_through_a_proxy(server: Running, header: str) -> None:
    async with (
        aiohttp.ClientSession(server.url) as http,
        http.get("/metrics", headers={header: "127.0.0.1"}) as answer,
    ):
        assert answer.status == 403
        assert "xueshi_" not in await answer.text()


async def test_a_request_has_an_id(server: Running) -> None:
    body = {"sender": "one", "message": "你好"}
    assert (await say(server, body, **{"X-Request-ID": "given-by-proxy"}))["X-Request-ID"] == "given-by-proxy"
    own = (await say(server, body))["X-Request-ID"]
    assert own != (await say(server, body, **{"X-Request-ID": "not sane"}))["X-Request-ID"] != "not sane"


async def test_alive_whatever_the_model(server: Running) -> None:
    server.agent.ready = False
    async with aiohttp.ClientSession(server.url) as http, http.get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"status": "alive"})


def test_settings_it_does_not_have() -> None:
    with pytest.raises(RasaException, match="no such setting: port"):
        WatchInput.from_credentials({"port": "1"})


async def test_readers_that_are_none_stop_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_FROM", "everybody")
    with pytest.raises(RasaException, match="METRICS_FROM"):
        async with running(WatchInput.from_credentials({})):
            pass


async def test_a_server_that_is_watched_ends_in_good_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANG_TIMEOUT", "60")
    later, watched = Mock(), Mock()
    monkeypatch.setattr(faulthandler, "dump_traceback_later", watched)
    monkeypatch.setattr(faulthandler, "cancel_dump_traceback_later", later)
    async with running(WatchInput.from_credentials({})):
        await asyncio.sleep(0.1)
        assert watched.call_args.args == (60.0,)
        assert not later.called
    assert later.called


@pytest.mark.parametrize("name", ["ACTION_TIMEOUT", "HANG_TIMEOUT"])
async def test_a_time_that_is_none_stops_the_server(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "never")
    with pytest.raises(RasaException, match=name):
        async with running(WatchInput.from_credentials({})):
            pass


async def test_head_is_like_get_without_a_body(server: Running) -> None:
    async with aiohttp.ClientSession(server.url) as http:
        for path in ("/healthz", "/readyz", "/metrics", "/", "/webhooks/rest/", "/webhooks/socketio/", "/none"):
            async with http.get(path) as get, http.head(path) as head:
                assert head.status == get.status, path
                assert head.content_type == get.content_type
                assert int(head.headers["Content-Length"]) > 0
                assert not await head.read()
        async with http.head("/webhooks/rest/webhook") as answer:
            assert answer.status == 405
