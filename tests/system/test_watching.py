"""What operators see of the real assistant: figures of what was said, logs that parse and say nothing of users."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from launch.ports import free_port
from tests.desk_receiver import SECRET
from tests.frozen.project import frozen_project
from tests.metrics import Metrics, metrics_of
from tests.rest_talking import rest_talk
from tests.running import Running, running_assistant, wait_until_it_answers
from tests.talking import talking_to

PLANTED = ("XSECRETX", "天机不可泄露", "13905311234")
SAID = "".join(PLANTED)


@pytest.fixture(scope="module")
def actions_port() -> int:
    return free_port()


@pytest.fixture(scope="module", params=["json", "text"])
def watched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, actions_port: int
) -> Iterator[Running]:
    """Serve with a desk that nobody can reach."""
    more = {
        "LOG_FORMAT": request.param,
        "ACTIONS_PORT": str(actions_port),
        "HANDOFF_WEBHOOK_URL": f"http://127.0.0.1:{free_port()}/",
        "HANDOFF_WEBHOOK_SECRET": SECRET.decode(),
    }
    with running_assistant(tmp_path_factory.mktemp(request.param), more) as running:
        yield running


def grown(before: Metrics, after: Metrics, name: str, **labels: str) -> float:
    return (after.value(name, **labels) or 0) - (before.value(name, **labels) or 0)


async def test_what_is_said_is_counted(watched: Running, actions_port: int) -> None:
    before = metrics_of(watched.url)
    async with rest_talk(watched.url) as talk, talking_to(watched.url) as socket:
        await talk.say("证书怎么打印")
        await talk.say("忘记密码")
        await socket.say("证书怎么打印")
        await socket.say("今天天气怎么样")
        await socket.say("转人工")
        after = metrics_of(watched.url)
        assert after.value("xueshi_open_sockets") == 1
    for channel, turns in (("rest", 2), ("socketio", 3)):
        assert grown(before, after, "xueshi_turns_total", channel=channel) == turns
        assert grown(before, after, "xueshi_turn_seconds_count", channel=channel) == turns
    for channel, outcome in (
        *(("rest", "answer"), ("rest", "ask"), ("socketio", "answer")),
        *(("socketio", "decline"), ("socketio", "handoff")),
    ):
        assert grown(before, after, "xueshi_turn_outcomes_total", channel=channel, outcome=outcome) == 1
    assert grown(before, after, "xueshi_answers_total", faq_id="certificate_print") == 2
    assert grown(before, after, "xueshi_action_seconds_count") >= 2
    assert after.value("xueshi_ready") == 1
    desk = metrics_of(f"http://127.0.0.1:{actions_port}")
    assert (desk.value("xueshi_desk_pending") or 0) >= 1


async def test_readiness_and_request_ids(watched: Running) -> None:
    async with aiohttp.ClientSession(watched.url) as http:
        async with http.get("/readyz") as answer:
            body = await answer.json()
            assert (answer.status, body["status"]) == (200, "ready")
            assert set(body["parts"]) == {"model", "actions", "conversations", "locks"}
        async with http.get("/", headers={"X-Request-ID": "given-by-nginx"}) as answer:
            assert answer.headers["X-Request-ID"] == "given-by-nginx"
        async with http.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"}) as answer:
            assert answer.status == 403


async def test_the_log_holds_no_words_of_users(watched: Running) -> None:
    async with rest_talk(watched.url) as talk:
        for text in (f"我的{SAID}怎么注册", f"/restart {SAID}", f"/ask{{{SAID}}}", f'/inform{{"role": "{SAID}"}}', "/"):
            await talk.say(text)
        await talk.say("转人工")
        with sqlite3.connect(watched.folder / "conversations.db", timeout=30) as database:
            database.execute("ALTER TABLE events RENAME TO gone")
        broken = await talk.say(f"{SAID}证书怎么打印")
        with sqlite3.connect(watched.folder / "conversations.db", timeout=30) as database:
            database.execute("DROP TABLE IF EXISTS events")
            database.execute("ALTER TABLE gone RENAME TO events")
        assert broken
    log = watched.log
    assert "OperationalError" in log
    for words in PLANTED:
        assert words not in log
        assert json.dumps(words)[1:-1] not in log


def test_every_line_is_an_object(watched: Running) -> None:
    lines = watched.log.splitlines()
    if not lines[0].startswith("{"):
        assert any(" INFO " in line for line in lines)
        return
    objects: list[dict[str, Any]] = [json.loads(line) for line in lines]
    assert all({"time", "level", "logger", "event"} <= set(line) for line in objects)
    turns = [line for line in objects if line["logger"] == "channels.watch.turn"]
    assert {"request_id", "channel", "outcome", "seconds"} <= set(turns[0])
    assert len({line["request_id"] for line in turns}) == len(turns)


@contextmanager
def serving_alone(folder: Path, actions: str) -> Iterator[Running]:
    """Serve with somebody else's action server."""
    port, action_port = free_port(), actions.split(":")[2].split("/")[0]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}",
        "ACTION_ENDPOINT_URL": actions,
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "launch", "server", "--port", str(port), "--action-port", action_port],
            cwd=frozen_project(), env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/", process)
        yield Running(f"http://127.0.0.1:{port}", process.pid, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


async def test_nothing_of_an_action_that_fails(tmp_path: Path) -> None:
    """The action server answers 500 with the whole conversation in the body, which is what its SDK does."""

    async def fail(request: web.Request) -> web.Response:
        return web.json_response({"error": SAID, "request_body": await request.json()}, status=500)

    app = web.Application()
    app.router.add_post("/webhook", fail)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    try:
        with serving_alone(tmp_path, url) as running:
            async with rest_talk(running.url) as talk:
                [sorry] = await talk.say(f"忘记密码{PLANTED[0]}")
            assert sorry["metadata"]["reason"] == "silent"
            result = metrics_of(running.url)
            assert (result.value("xueshi_action_failures_total") or 0) >= 1
            assert result.value("xueshi_turn_failures_total", channel="rest", reason="silent") == 1
            log = running.log
            assert "ClientResponseError" in log
            assert not [words for words in PLANTED if words in log or json.dumps(words)[1:-1] in log]
    finally:
        await runner.cleanup()
