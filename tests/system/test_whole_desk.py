"""A user on the page and an agent at the desk, with all processes of `make run`."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from launch.ports import free_port
from tests.frozen.project import frozen_project
from tests.running import Running, running_assistant
from tests.system.test_helpdesk import KEY, texts, visiting

pytestmark = pytest.mark.asyncio

PASSWORD = "a long enough word 7"


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[Running]:
    more = {"SESSION_SECRET": KEY, "CONSOLE": "on", "CONSOLE_PORT": str(port)}
    with running_assistant(tmp_path_factory.mktemp("whole"), more) as running:
        yield running


@pytest.fixture(scope="module")
def agent(serving: Running, port: int) -> Iterator[httpx.Client]:
    """Return the browser of an administrator who has just joined by the link and is online."""
    variables = {"DATABASE_URL": f"sqlite:///{serving.folder / 'conversations.db'}", "CONSOLE_PORT": str(port)}
    command = [sys.executable, "-m", "launch", "admin-link"]
    done = subprocess.run(
        command, cwd=frozen_project(), env={**os.environ, **variables}, capture_output=True, text=True, check=True
    )
    token = done.stdout.strip().rpartition("/")[2]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as browser:
        wait_for(browser)
        joined = browser.post(f"/api/invitations/{token}", json={"name": "wang", "title": "小王", "password": PASSWORD})
        assert joined.status_code == 200, joined.text
        browser.headers["X-CSRF"] = joined.json()["csrf"]
        yield browser


def wait_for(browser: httpx.Client) -> None:
    """Return when the desk answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            browser.get("/api/me")
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the desk does not answer")


def post(agent: httpx.Client, path: str, **body: Any) -> Any:
    answer = agent.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def shown(agent: httpx.Client, ticket: str) -> list[tuple[str, str]]:
    """Return what the agent reads of the conversation: who says it, and what."""
    messages = agent.get(f"/api/tickets/{ticket}").json()["messages"]
    return [(message["from"], message["text"]) for message in messages]


async def test_asked_taken_answered_and_closed(serving: Running, agent: httpx.Client) -> None:
    post(agent, "/api/presence", state="online")
    async with visiting(serving) as visitor:
        assert "正在为您接入人工客服" in texts(await visitor.say("转人工"))[-1]
        [ticket] = agent.get("/api/tickets?box=waiting").json()["tickets"]
        post(agent, f"/api/tickets/{ticket['id']}/claim")
        assert (await visitor.told("已接入"))["text"] == "客服小王已接入，请直接说您的问题。"
        assert await visitor.say("我的密码忘了") == []
        assert ("user", "我的密码忘了") in shown(agent, ticket["id"])
        seen = agent.get(f"/api/tickets/{ticket['id']}").json()["messages"][-1]["id"]
        post(agent, f"/api/tickets/{ticket['id']}/messages", key="one-message", text="请点【忘记密码？】", seen=seen)
        said = await visitor.told("请点【忘记密码？】")
        assert said["metadata"]["agent"] == "小王"
        assert ("agent", "请点【忘记密码？】") in shown(agent, ticket["id"])
        post(agent, f"/api/tickets/{ticket['id']}/close", ended="solved")
        question = await visitor.told("解决了吗")
        [thanks] = await visitor.press("还没有", question)
        assert "再次转人工" in thanks["text"]
        assert agent.get(f"/api/tickets/{ticket['id']}").json()["ticket"]["ended"] == "unsolved"


async def test_asked_while_nobody_is_there_and_answered_later(serving: Running, agent: httpx.Client) -> None:
    post(agent, "/api/presence", state="offline")
    async with visiting(serving) as visitor:
        number = texts(await visitor.say("转人工"))[-1]
    post(agent, "/api/presence", state="online")
    [ticket] = agent.get("/api/tickets?box=waiting").json()["tickets"]
    assert f"编号 {ticket['number']}" in number
    post(agent, f"/api/tickets/{ticket['id']}/claim")
    seen = agent.get(f"/api/tickets/{ticket['id']}").json()["messages"][-1]["id"]
    post(agent, f"/api/tickets/{ticket['id']}/messages", key="another-message", text="已为您查到", seen=seen)
    async with visiting(serving, visitor.session) as back:
        for _ in range(40):
            if texts(await back.user.history())[-1] == "已为您查到":
                break
            await asyncio.sleep(0.25)
        assert texts(await back.user.history())[-2:] == ["客服小王已接入，请直接说您的问题。", "已为您查到"]
        assert await back.say("谢谢，单位是济南一中") == []
        assert shown(agent, ticket["id"])[-1] == ("user", "谢谢，单位是济南一中")
        post(agent, f"/api/tickets/{ticket['id']}/give-back", to="assistant")
        await back.told("人工接待已结束")
        [answer] = await back.say("证书怎么打印")
        assert answer["metadata"]["outcome"] == "answer"
