"""Pictures while the desk, the Rasa server or the process that draws them anew is killed: once, or not at all."""

import os
import re
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from console.http.cookies import COOKIE, csrf_of
from persistence.attachments.refusals import SENTENCES
from persistence.database import Database
from persistence.tables import attachments, desk_outbox
from tests.faults.desk_processes import DeskSite
from tests.faults.test_agents import PATIENCE, said, until_delivered
from tests.faults.test_agents import desk as desk
from tests.page_user import PageUser
from tests.persistence.attachments.pictures import picture
from tests.running import Running, running_assistant

KEY = "picture-00000001"
LARGE = (4000, 4000)
"""Takes a second or so to be drawn anew."""


@pytest.fixture
def token(desk: DeskSite) -> str:
    return desk.token("one")


@pytest.fixture
def ticket(desk: DeskSite, token: str) -> str:
    """A request that the agent has; the desk runs, the Rasa server is away."""
    result = desk.asks("web-a")
    desk.handovers.claim(result, "one")
    desk.start_console()
    return result


def send(desk: DeskSite, token: str, ticket: str, content: bytes) -> tuple[int, str]:
    """Send a picture as an agent's browser does; returns the status, 0 where nobody answers, and the answer."""
    headers = {"Cookie": f"{COOKIE}={token}", "X-CSRF": csrf_of(token), "X-Key": KEY}
    headers["Content-Type"] = "application/octet-stream"
    url = f"{desk.address}/api/tickets/{ticket}/pictures"
    try:
        with urllib.request.urlopen(urllib.request.Request(url, content, headers, method="POST"), timeout=60) as answer:
            return int(answer.status), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def kept(desk: DeskSite) -> list[Any]:
    with desk.database.begin() as connection:
        return list(connection.execute(select(attachments)).all())


def packets(desk: DeskSite) -> list[str]:
    with desk.database.begin() as connection:
        return [str(kind) for kind in connection.execute(select(desk_outbox.c.kind)).scalars()]


def drawing(pid: int) -> int:
    """Wait until a process draws a picture; returns its child."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        # Each thread has children of its own.
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for one in (thread / "children").read_text(encoding="ascii").split():
                if "redraw_process.py" in command_of(int(one)):
                    return int(one)
        time.sleep(0.005)
    raise AssertionError("nothing is drawn")


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def has_gone(pid: int) -> bool:
    end = time.monotonic() + PATIENCE
    while "redraw_process.py" in command_of(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return "redraw_process.py" not in command_of(pid)


def test_the_desk_dies_between_the_upload_and_its_delivery(desk: DeskSite, ticket: str, token: str) -> None:
    assert send(desk, token, ticket, picture())[0] == 200
    desk.console.kill()
    assert said(desk, "web-a") == []
    desk.rasa.start()
    desk.start_console()
    # The browser has not heard whether it arrived.
    assert send(desk, token, ticket, picture())[0] == 200
    until_delivered(desk)
    assert said(desk, "web-a") == ["[图片]"]
    assert (len(kept(desk)), packets(desk)) == (1, ["claimed", "message"])


def test_the_desk_dies_while_a_picture_is_drawn_anew(desk: DeskSite, ticket: str, token: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send, desk, token, ticket, picture("PNG", LARGE))
        child = drawing(desk.console.pid)
        desk.console.kill()
        assert sending.result()[0] == 0
    assert has_gone(child)
    assert (kept(desk), packets(desk)) == ([], ["claimed"]), "nothing of it is left"
    desk.rasa.start()
    desk.start_console()
    assert send(desk, token, ticket, picture())[0] == 200
    until_delivered(desk)
    assert (said(desk, "web-a"), len(kept(desk))) == (["[图片]"], 1)


def test_the_process_that_draws_is_killed(desk: DeskSite, ticket: str, token: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send, desk, token, ticket, picture("PNG", LARGE))
        os.kill(drawing(desk.console.pid), signal.SIGKILL)
        status, answer = sending.result()
    assert (status, SENTENCES["busy"] in answer) == (503, True)
    assert (kept(desk), packets(desk)) == ([], ["claimed"])
    assert send(desk, token, ticket, picture())[0] == 200
    assert len(kept(desk)) == 1


@pytest.fixture
def assistant_alone(tmp_path: Path) -> Iterator[Running]:
    """An assistant that this test may break."""
    with running_assistant(tmp_path) as running:
        yield running


async def upload(user: PageUser, url: str) -> str:
    """Send a picture as the page does; returns its reference."""
    pass_ = (await (await user.connected()).socket.call("picture_pass", timeout=30))["pass"]
    headers = {"X-Pass": pass_, "X-Key": KEY}
    async with aiohttp.ClientSession(url) as http, http.post("/pictures", data=picture(), headers=headers) as answer:
        assert answer.status == 200
        return str((await answer.json())["picture"])


async def say(user: PageUser, reference: str) -> None:
    connected = await user.connected()
    await connected.say("[图片]", id=KEY, picture=reference, again=True)
    end = time.monotonic() + PATIENCE
    while {"on": False, "id": KEY} not in connected.heard.get("bot_typing", []):
        assert time.monotonic() < end
        await connected.more(1.0)


async def test_the_assistant_dies_after_an_upload(assistant_alone: Running) -> None:
    user, running = PageUser(assistant_alone.url, patience=PATIENCE), assistant_alone
    await user.ask("无法注册")
    reference = await upload(user, running.url)
    os.kill(int(re.findall(r"Rasa 服务\S* 已启动（进程 (\d+)）", running.log)[-1]), signal.SIGKILL)
    # It is asked for again until the supervisor has started another.
    await user.ask("证书怎么打印")
    assert await upload(user, running.url) == reference
    for _ in range(2):
        await say(user, reference)
    pictures = [one for one in await user.history() if one.get("attachment")]
    assert [picture["attachment"]["id"] for picture in pictures] == [reference.partition(".")[0]]
    await user.leave()
    database = Database(f"sqlite:///{running.folder / 'conversations.db'}", pooled=False)
    with database.begin() as connection:
        assert len(connection.execute(select(attachments)).all()) == 1
