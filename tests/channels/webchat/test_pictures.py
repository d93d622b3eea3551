"""Pictures of the page: who may send one, who gets it, and how it stands in the conversation."""

import asyncio
import io
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import aiohttp
import pytest

from channels.entrance.input import EntranceInput
from channels.guard.rate_limit import Limits
from channels.webchat import picture_pass, pictures
from channels.webchat.input import WebChatInput
from persistence.attachments.redrawing import PictureRedrawer, RedrawnFile
from persistence.attachments.refusals import LARGEST, SENTENCES
from tests.channels.fake_rasa import Running, running
from tests.persistence.helpdesk.desk import TestDesk
from tests.socket_client import Client, client

pytestmark = pytest.mark.asyncio

KEY = "a" * 32
DRAWN = RedrawnFile("picture", "image/jpeg", b"drawn anew", 6, 4)
ASKS = {"text": "请截图", "metadata": {"outcome": "answer", "wants_picture": True}}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestDesk:
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    # That it is drawn anew is tested where it is drawn.
    monkeypatch.setattr(PictureRedrawer, "redraw", AsyncMock(return_value=DRAWN))
    return TestDesk(url)


@asynccontextmanager
async def served(credentials: dict[str, object]) -> AsyncIterator[Running]:
    async with running(EntranceInput([]), WebChatInput.from_credentials(credentials)) as it:
        it.agent.answers["登录不了"] = [ASKS]
        yield it


async def given_pass(user: Client) -> str:
    answer: dict[str, str] = await user.socket.call("picture_pass", timeout=5)
    return answer["pass"]


async def post(server: Running, given: str, content: bytes = b"png", key: str = KEY, **more: str) -> tuple[int, Any]:
    headers = {"X-Pass": given, "X-Key": key, **more}
    async with (
        aiohttp.ClientSession(server.url) as http,
        http.post(pictures.PATH, data=io.BytesIO(content), headers=headers) as answer,
    ):
        return answer.status, await answer.json()


async def get(server: Running, given: str, id_: str) -> Any:
    headers = {"X-Pass": given}
    async with (
        aiohttp.ClientSession(server.url) as http,
        http.get(f"{pictures.PATH}/{id_}", headers=headers) as answer,
    ):
        return answer.status, await answer.read(), answer.headers


async def test_a_picture_is_a_message_in_its_place(desk: TestDesk, credentials: dict[str, object]) -> None:
    async with served(credentials) as server, client(server.url) as user, client(server.url) as window:
        session = await user.session()
        await window.session(session)
        await user.ask("登录不了")
        pass_ = await given_pass(user)
        status, kept = await post(server, pass_)
        assert status == 200
        assert await post(server, pass_) == (200, kept)
        for again in (False, True):
            await user.say("[图片]", id=KEY, picture=kept["picture"], again=again)
        await user.say("在吗")
        await user.wait("bot_uttered", 3)
        said = [(message.text, message.metadata) for message in server.agent.seen]
        id_ = kept["picture"].partition(".")[0]
        attachment = {"id": id_, "kind": "picture"}
        assert said == [("登录不了", {}), ("[图片]", {"attachment": attachment}), ("在吗", {})]
        echo = (await window.wait("user_echo", 2))[1]
        assert (echo["text"], echo["attachment"]) == ("[图片]", attachment)
        shown = [message for message in await window.history() if message.get("attachment")]
        assert [(one["id"], one["attachment"]) for one in shown] == [(KEY, attachment)]
        status, content, headers = await get(server, await given_pass(window), id_)
        assert (status, content, headers["Content-Type"]) == (200, DRAWN.content, "image/jpeg")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Disposition"] == f'inline; filename="picture-{id_[:8]}.jpg"'
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "store" in headers["Cache-Control"]


async def test_nobody_else_sends_or_gets_it(desk: TestDesk, credentials: dict[str, object]) -> None:
    async with served(credentials) as server, client(server.url) as user, client(server.url) as other:
        await user.session()
        await other.session()
        for one in (user, other):
            await one.ask("登录不了")
        pass_, foreign = await given_pass(user), await given_pass(other)
        reference = (await post(server, pass_))[1]["picture"]
        id_ = reference.partition(".")[0]
        sender = server.agent.seen[0].sender_id
        expired = picture_pass.issue(b"x" * 32, sender, now=time.time() - picture_pass.LASTS - 1)
        for wrong in ("", "x", expired, picture_pass.issue(b"x" * 32, sender), pass_[:-1], f"{pass_}0"):
            assert (await get(server, wrong, id_))[0] == 401
            assert (await post(server, wrong))[0] == 401
        for asked in (id_, id_.upper(), "x", "0" * 32):
            assert (await get(server, foreign, asked))[0] == 404
        # A reference is worth nothing in another conversation, and one that is made up nowhere.
        for guessed in (reference, f"{id_}.{'0' * 64}", id_, None, 1, ["x"]):
            await other.say("[图片]", picture=guessed)
        await other.ask("在吗")
        assert not [message for message in server.agent.seen if "attachment" in (message.metadata or {})]


async def test_why_one_is_not_taken(
    desk: TestDesk, credentials: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LIMITS", Limits("100 per 1 minute", ""))
    monkeypatch.setattr("persistence.attachments.store.MOST_OF_A_DAY", 1)
    async with served(credentials) as server, client(server.url) as user:
        await user.session()
        pass_ = await given_pass(user)
        await user.ask("您好")
        status, said = await post(server, pass_)
        assert (status, said["error"]) == (409, SENTENCES["nobody_asked"])
        desk.asks(server.agent.seen[0].sender_id)
        assert (await post(server, pass_, key="short"))[0] == 422
        assert (await post(server, pass_, bytes(LARGEST)))[0] == 200
        status, said = await post(server, pass_, key="b" * 32)
        assert (status, said["code"]) == (429, "too_many")


async def test_a_length_is_refused_before_the_body_is_read(desk: TestDesk, credentials: dict[str, object]) -> None:
    async with served(credentials) as server, client(server.url) as user:
        await user.session()
        pass_ = await given_pass(user)
        reader, writer = await _connected(server)
        head = f"POST /pictures HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Pass: {pass_}\r\nX-Key: {KEY}\r\n"
        writer.write(f"{head}Content-Length: {LARGEST + 1}\r\n\r\n".encode())
        assert b" 413 " in await reader.readline()
        writer.close()
        # Elsewhere the entrance's own limit holds.
        reader, writer = await _connected(server)
        writer.write(f"POST /socket.io/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {LARGEST}\r\n\r\n".encode())
        assert b" 413 " in await reader.readline()
        writer.close()


async def test_too_fast_is_too_fast(
    desk: TestDesk, credentials: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.webchat.input.LIMITS", Limits("2 per 1 minute", ""))
    async with served(credentials) as server, client(server.url) as user:
        await user.session()
        await user.ask("登录不了")
        pass_ = await given_pass(user)
        found = [(await post(server, pass_, key=f"{number}" * 32))[0] for number in range(3)]
        assert found == [200, 200, 429]


async def _connected(server: Running) -> Any:
    host, _, port = server.url.removeprefix("http://").partition(":")
    return await asyncio.open_connection(host, int(port))
