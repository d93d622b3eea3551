"""The way back from the desk, over real connections."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy.exc import OperationalError

from actions.tickets.store import TicketStore
from channels.desk.input import DeskInput
from channels.desk.open_tickets import OpenTickets
from channels.rest.input import RestInput
from channels.watch.input import WatchInput
from channels.webchat.input import WebChatInput
from persistence.helpdesk.signing import desk_key
from settings.handoff import staff
from tests.actions.tickets.builders import a_ticket
from tests.channels.conftest import KEY, NAMES
from tests.channels.fake_rasa import Running, running
from tests.desk_receiver import SECRET, signed
from tests.socket_client import Client, client

pytestmark = pytest.mark.asyncio


@pytest.fixture
def tickets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TicketStore:
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("HANDOFF_WEBHOOK_SECRET", SECRET.decode())
    return TicketStore(url)


@pytest_asyncio.fixture
async def served(credentials: dict[str, object], tickets: TicketStore) -> AsyncIterator[Running]:
    chat = WebChatInput.from_credentials(credentials)
    others = WatchInput.from_credentials({}), RestInput.from_credentials({})
    async with running(*others, chat, DeskInput.from_credentials(None)) as it:
        yield it


async def post(server: Running, body: bytes, headers: Mapping[str, str]) -> int:
    url = f"{server.url}/webhooks/desk/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
        await response.text()
        return response.status


@asynccontextmanager
async def waiting(served: Running, tickets: TicketStore) -> AsyncIterator[tuple[Client, str]]:
    """Give a user who has asked for a person, and the name of the conversation."""
    async with client(served.url) as user:
        await user.session()
        await user.ask("转人工")
        conversation = served.agent.seen[0].sender_id
        tickets.open(a_ticket(conversation), tell=False)
        yield user, conversation


async def test_what_a_person_writes_arrives_on_the_open_page_and_stays(served: Running, tickets: TicketStore) -> None:
    async with waiting(served, tickets) as (user, conversation):
        packet = {"conversation": conversation, "event": "message", "text": "您好，我是客服"}
        assert await post(served, *signed(packet)) == 200
        replies: list[dict[str, Any]] = await user.wait("bot_uttered", 2)
        assert replies[1]["text"] == "您好，我是客服"
        assert replies[1]["metadata"] == {"outcome": "handoff", "from": "person"}
    tracker = await served.agent.tracker_store.retrieve(conversation)
    assert tracker
    assert [event.as_dict().get("text") for event in tracker.events][-2:] == ["您好，我是客服", None]


async def test_a_person_s_text_loses_what_is_kept_of_nobody(served: Running, tickets: TicketStore) -> None:
    text = "请打0531-88886666或12333，您的身份证11010519491231002X已登记，密码是Abc123456"
    shown = "请打0531-88886666或12333，您的身份证【身份证号】已登记，密码是【密码】"
    async with waiting(served, tickets) as (user, conversation):
        body, headers = signed({"conversation": conversation, "event": "message", "text": text})
        url = f"{served.url}/webhooks/desk/webhook"
        async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
            assert await response.json() == {"status": "ok", "shown": shown, "reached": True}
        assert (await user.wait("bot_uttered", 2))[1]["text"] == shown
    tracker = await served.agent.tracker_store.retrieve(conversation)
    assert tracker
    assert "11010519491231002X" not in repr([event.as_dict() for event in tracker.events])


async def test_what_a_person_writes_makes_the_pause_begin_anew(served: Running, tickets: TicketStore) -> None:
    async with waiting(served, tickets) as (_, conversation):
        packet = {"conversation": conversation, "event": "message", "text": "单位全称？"}
        assert await post(served, *signed(packet)) == 200
        tracker = await served.agent.tracker_store.retrieve(conversation)
    assert tracker
    until = tracker.get_slot("with_person_until")
    left = datetime.fromisoformat(until) - datetime.now(timezone.utc)
    assert 0 <= staff().pause_minutes - left.total_seconds() / 60 < 1
    [ticket] = tickets.all()
    assert ticket["paused_until"] == until


async def test_the_end_is_a_turn_of_its_own(served: Running, tickets: TicketStore) -> None:
    async with waiting(served, tickets) as (user, conversation):
        end = signed({"conversation": conversation, "event": "closed"})
        assert await post(served, *end) == 200
        replies = await user.wait("bot_uttered", 2)
        assert [message["text"] for message in replies[1:]] == ["您说：/resume"]
        # Whoever asks for a person again is not sent back by what was recorded before.
        assert await post(served, *end) == 200
        assert await user.nothing("bot_uttered")
    assert served.agent.seen[-1].sender_id == conversation


@pytest.mark.parametrize("event", ["message", "closed"])
@pytest.mark.parametrize("together", [True, False])
async def test_a_recorded_packet_counts_once(served: Running, tickets: TicketStore, event: str, together: bool) -> None:
    async with waiting(served, tickets) as (user, conversation):
        body, headers = signed({"conversation": conversation, "event": event, "text": "在的"})
        recorded = [{**headers, "X-Delivery": f"made-up-{number}"} for number in range(3)]
        if together:
            assert set(await asyncio.gather(*(post(served, body, it) for it in [headers, *recorded]))) == {200}
        else:
            assert [await post(served, body, it) for it in [headers, *recorded]] == [200] * 4
        await user.wait("bot_uttered", 2)
        assert await user.nothing("bot_uttered")


async def test_a_delivery_that_is_tried_again_counts_once(served: Running, tickets: TicketStore) -> None:
    async with waiting(served, tickets) as (user, conversation):
        packet = {"conversation": conversation, "event": "message", "text": "在的"}
        # One look at the clock: were it looked at each time, two packets could bear the same second and be one.
        now = time.time()
        for seconds, delivery in ((0, "one"), (-1, "one"), (-2, "two"), (-3, "")):
            body, headers = signed(packet, now + seconds)
            assert await post(served, body, {**headers, "X-Delivery": delivery}) == 200
        await user.wait("bot_uttered", 4)
        assert await user.nothing("bot_uttered")
        body, headers = signed(packet, now - 4)
        assert await post(served, body, {**headers, "X-Delivery": "a b"}) == 400
        assert await post(served, body, {**headers, "X-Delivery": "a" * 129}) == 400


async def test_another_instance_and_a_restart_know_it_too(
    served: Running, tickets: TicketStore, credentials: dict[str, object]
) -> None:
    async with waiting(served, tickets) as (user, conversation):
        packet = signed({"conversation": conversation, "event": "message", "text": "在的"})
        assert await post(served, *packet) == 200
        await user.wait("bot_uttered", 2)
        async with running(DeskInput.from_credentials(None), agent=served.agent) as another:
            assert await post(another, *packet) == 200
    tracker = await served.agent.tracker_store.retrieve(conversation)
    assert tracker
    assert [event.as_dict().get("text") for event in tracker.events].count("在的") == 1


@pytest.mark.parametrize("event", ["message", "closed"])
async def test_who_asked_for_nobody_hears_from_nobody(served: Running, tickets: TicketStore, event: str) -> None:
    async with client(served.url) as user:
        await user.session()
        await user.ask("怎么注册")
        conversation = served.agent.seen[0].sender_id
        packet = {"conversation": conversation, "event": event, "text": "在的"}
        assert await post(served, *signed(packet)) == 409
        tickets.open(a_ticket(conversation), tell=False)
        tickets.close(conversation, "2026-11-23T02:00:00+00:00", tell=False)
        assert await post(served, *signed(packet)) == 409
        assert await user.nothing("bot_uttered")
        tickets.open(a_ticket(conversation), tell=False)
        assert await post(served, *signed(packet)) == 200, "a packet that was refused may be sent again"


async def test_while_a_ticket_waits_for_the_database(served: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async with client(served.url) as user:
        await user.session()
        await user.ask("转人工")
        conversation = served.agent.seen[0].sender_id
        packet = {"conversation": conversation, "event": "message", "text": "在的"}
        monkeypatch.setattr(OpenTickets, "has", Mock(side_effect=OperationalError("", (), Exception())))
        assert await post(served, *signed(packet)) == 503
        tracker = await served.agent.tracker_store.retrieve(conversation)
        assert tracker
        monkeypatch.setattr(type(tracker), "get_slot", lambda *_: "2999-01-01T00:00:00+00:00")
        assert await post(served, *signed(packet)) == 200


async def test_only_the_desk_may_speak(served: Running) -> None:
    body, headers = signed({"conversation": "a", "event": "closed"})
    assert await post(served, body, {}) == 403
    assert await post(served, body + b" ", headers) == 403
    assert await post(served, *signed({"conversation": "a", "event": "closed"}, at=1.0)) == 403
    assert await post(served, b" " * 70_000, headers) == 413
    assert not served.agent.seen


@pytest.mark.parametrize(
    "header", ["X-Signature", "X-Timestamp", "X-Delivery", "X-Request-ID", "Origin", "Cookie", "Content-Type"]
)
@pytest.mark.parametrize("value", [b"sha256=\xff\xfe", b"\xff", "sha256=ü".encode(), "sha256=\u0661".encode()])
async def test_no_bytes_in_a_header_are_an_error(served: Running, header: str, value: bytes) -> None:
    _, headers = signed({}, time.time())
    lines = {**{name: text.encode() for name, text in headers.items()}, header: value}
    for path in ("/webhooks/desk/webhook", "/webhooks/rest/webhook", "/metrics"):
        assert await status_of(served, path, lines) in ((200,) if path == "/metrics" else (400, 403))


async def status_of(server: Running, path: str, headers: Mapping[str, bytes]) -> int:
    """Post nothing (read, where only that is allowed), with headers that a library would not send."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
    method = "GET" if path == "/metrics" else "POST"
    first = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n".encode()
    writer.write(first + b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers.items()) + b"\r\n")
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status


async def test_what_is_signed_may_still_be_wrong(served: Running) -> None:
    assert await post(served, *signed({"conversation": "nobody", "event": "closed"})) == 404
    assert await post(served, *signed(["closed"])) == 400


async def test_without_a_secret_only_the_built_in_desk_may_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDOFF_WEBHOOK_SECRET", raising=False)
    packet = {"conversation": "a", "event": "closed"}
    async with running(DeskInput.from_credentials(None)) as server:
        assert await post(server, *signed(packet, secret=b"")) == 403
        assert await post(server, *signed(packet)) == 403
        assert await post(server, *signed(packet, secret=desk_key(KEY))) == 404, "there is no such conversation"


async def test_a_desk_may_name_a_conversation_as_it_did_before_names_were_digests(
    served: Running, tickets: TicketStore
) -> None:
    url = f"{served.url}/webhooks/rest/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, json={"sender": "13800138000", "message": "转人工"}):
        pass
    conversation = NAMES.conversation("13800138000")
    tickets.open(a_ticket(conversation), tell=False)
    for name in ("13800138000", conversation):
        assert await post(served, *signed({"conversation": name, "event": "message", "text": f"在的 {name}"})) == 200
    tracker = await served.agent.tracker_store.retrieve(conversation)
    assert tracker
    said = [event.as_dict().get("text") for event in tracker.events]
    assert [text for text in said if text and text.startswith("在的")] == ["在的 【手机号】", f"在的 {conversation}"]
    packet = {"conversation": "13800138001", "event": "message", "text": "在的"}
    assert await post(served, *signed(packet)) == 404
