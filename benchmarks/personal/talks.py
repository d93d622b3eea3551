"""Holds conversations with personal data in every part: of the user to assistant and agent, and of the agent."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

import httpx

from benchmarks.personal.generated import Message
from tests.frozen.project import frozen_project
from tests.running import Running
from tests.socket_client import Client, client
from zh.personal import OF_STAFF, Personal, mask

PASSWORD = "a long enough word 7"
AT_ONCE = 4
TURN = 120.0
"""Seconds that a turn may take while everything else of this machine runs."""


def joined(running: Running, port: int) -> httpx.Client:
    """Return the browser of an administrator of the desk who has joined by the link and is online."""
    variables = {"DATABASE_URL": f"sqlite:///{running.folder / 'conversations.db'}", "CONSOLE_PORT": str(port)}
    command = [sys.executable, "-m", "launch", "admin-link"]
    done = subprocess.run(
        command, cwd=frozen_project(), env={**os.environ, **variables}, capture_output=True, text=True, check=True
    )
    token = done.stdout.strip().rpartition("/")[2]
    browser = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
    for _ in range(600):
        try:
            browser.get("/api/me")
            break
        except httpx.TransportError:
            time.sleep(0.1)
    made = {"name": "wang", "title": "小王", "password": PASSWORD}
    browser.headers["X-CSRF"] = browser.post(f"/api/invitations/{token}", json=made).json()["csrf"]
    id_ = browser.get("/api/me").json()["id"]
    post(browser, "/api/presence", state="online")
    browser.patch(f"/api/agents/{id_}", json={"most": 50})
    return browser


def post(agent: httpx.Client, path: str, **body: Any) -> Any:
    answer = agent.post(path, json=body)
    if answer.status_code not in (200, 409):
        raise AssertionError(f"{path}: {answer.status_code} {answer.text}")
    return answer.json()


def details(number: int) -> dict[str, str]:
    """Return what the user of this conversation writes for the staff: of nobody else."""
    return {"id_number": f"3701021990{number:08d}", "name": f"资料{number:05d}号人", "unit": f"第{number:05d}资料中学"}


async def have_all(running: Running, agent: httpx.Client | None, messages: Sequence[Message], count: int) -> None:
    """Have `count` conversations. `agent`: at the built-in desk, None where another system's is told."""
    gate, done = asyncio.Semaphore(AT_ONCE), 0

    async def one(number: int) -> None:
        nonlocal done
        async with gate:
            texts = [messages[(3 * number + place) % len(messages)].text for place in range(3)]
            await _have(running, agent, number, texts)
            done += 1
            if done % 100 == 0:
                print(f"{done} conversations", flush=True)

    await asyncio.gather(*(one(number) for number in range(count)))


async def _have(running: Running, agent: httpx.Client | None, number: int, texts: Sequence[str]) -> None:
    async with client(running.url) as user:
        await user.session()
        await _turn(user, texts[0])
        await _turn(user, "转人工")
        await _turn(user, texts[1])
        if agent is not None:
            await asyncio.to_thread(_taken, agent, texts[2])
            filled = [await user.socket.call("staff_form", details(number), timeout=TURN)]
            assert filled[0] in ({"ok": True}, {"ok": False})
        await _turn(user, texts[2])
        if agent is not None:
            await asyncio.to_thread(_closed, agent, texts[0])


def _taken(agent: httpx.Client, text: str) -> None:
    """Take the next conversation and write into it, without what staff may write: addresses, telephones of offices."""
    text = mask(text, kinds=[kind for kind in Personal if kind not in OF_STAFF])
    post(agent, "/api/presence", state="online")
    taken = post(agent, "/api/tickets/next")
    if not taken or "id" not in taken:
        return
    refused = post(agent, f"/api/tickets/{taken['id']}/messages", key=f"key-{time.time_ns()}", text=text, seen=0)
    if refused.get("masked"):
        shown = refused["masked"]
        post(agent, f"/api/tickets/{taken['id']}/messages", key=f"key-{time.time_ns()}", text=shown, seen=0)


def _closed(agent: httpx.Client, sought: str) -> None:
    """Look for what a user typed, look at a form, and end the conversation that was taken first."""
    agent.get("/api/tickets", params={"box": "all", "q": sought[:60]})
    mine = agent.get("/api/tickets?box=mine").json()["tickets"]
    for ticket in mine[-1:]:
        agent.post(f"/api/tickets/{ticket['id']}/form/look", json={})
        post(agent, f"/api/tickets/{ticket['id']}/close", ended="solved")


async def _turn(user: Client, text: str) -> None:
    states = len(user.heard.get("bot_typing", []))
    answer = await user.socket.call("user_uttered", {"message": text, "metadata": {"title": text}}, timeout=TURN)
    if not (isinstance(answer, dict) and answer.get("rejected")):
        await user.wait("bot_typing", states + 2, TURN)
