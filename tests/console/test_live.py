"""What browsers and users are told while it happens."""

import asyncio
import json
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from console.http.cookies import COOKIE
from console.http.request import ConsoleRequest
from console.live import poller, stream
from console.live.changes import HelpdeskChanges
from console.live.delivery import PacketDelivery
from console.live.endpoint import RasaEndpoint, Taken
from console.live.hub import Hub
from console.live.poller import Poller
from console.live.staff_notices import StaffNotices, UnclaimedTicket
from launch.ports import free_port
from owner.live import showing
from owner.versions import View
from persistence.helpdesk.outbox import LONGEST_WAIT, put
from tests.console.site import Site
from tests.console.test_inbox import said
from tests.frozen.project import frozen_project
from tests.persistence.helpdesk.desk import TestDesk


class Rasa(RasaEndpoint):
    """Says of each packet what the test wants."""

    def __init__(self, *answers: Taken) -> None:
        super().__init__("http://127.0.0.1:1/", b"")
        self.answers = list(answers)
        self.heard: list[tuple[str, Any, str | None]] = []

    def post(self, packet: Mapping[str, Any], delivery: str | None = None) -> Taken:
        said = packet.get("text", packet.get("waiting"))
        self.heard.append((str(packet["event"]), said, delivery))
        return self.answers.pop(0) if self.answers else "sent"


@pytest.fixture
def desk(tmp_path: Path) -> TestDesk:
    return TestDesk(f"sqlite:///{tmp_path / 'desk.db'}")


def write(desk: TestDesk, ticket: str, *texts: str) -> None:
    row = desk.row(ticket)
    with desk.database.begin() as connection:
        for text in texts:
            put(connection, row, "message", {"text": text})


async def delivered(desk: TestDesk, rasa: Rasa, packets: int) -> None:
    """Deliver until the server has heard so many, and for a moment longer."""
    task = asyncio.create_task(PacketDelivery(desk.outbox, rasa, Hub()).run())
    until = time.monotonic() + 20
    while len(rasa.heard) < packets and time.monotonic() < until:
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_in_order_and_what_fails_is_tried_again_first(desk: TestDesk) -> None:
    write(desk, desk.asks("web-a"), "一", "二", "三")
    rasa = Rasa("again", "sent", "sent", "sent")
    await delivered(desk, rasa, 4)
    assert rasa.heard == [
        ("message", text, f"desk-{id_}") for text, id_ in (("一", 1), ("一", 1), ("二", 2), ("三", 3))
    ]
    assert desk.outbox.due(time.time()) == []


async def test_what_failed_goes_as_soon_as_another_is_taken(desk: TestDesk) -> None:
    write(desk, desk.asks("web-a"), "一")
    [row] = desk.outbox.due(time.time())
    desk.outbox.again(row.id, 9, time.time())
    write(desk, desk.asks("web-b"), "甲")
    rasa = Rasa("again")
    began = time.monotonic()
    await delivered(desk, rasa, 3)
    assert [text for _, text, _ in rasa.heard] == ["甲", "甲", "一"]
    assert time.monotonic() - began < LONGEST_WAIT


async def test_what_is_refused_fails_and_the_next_goes_on(desk: TestDesk) -> None:
    write(desk, desk.asks("web-a"), "一", "二")
    rasa = Rasa("refused")
    await delivered(desk, rasa, 2)
    assert [text for _, text, _ in rasa.heard] == ["一", "二"]
    with desk.database.begin() as connection:
        result = connection.exec_driver_sql("SELECT state FROM desk_outbox ORDER BY id").all()
    assert [state for (state,) in result] == ["failed", "sent"]


async def test_what_an_open_page_has_got_is_known(desk: TestDesk) -> None:
    write(desk, desk.asks("web-a"), "一", "二")
    await delivered(desk, Rasa("reached", "sent"), 2)
    with desk.database.begin() as connection:
        result = connection.exec_driver_sql("SELECT state FROM desk_outbox ORDER BY id").all()
    assert [state for (state,) in result] == ["reached", "sent"]
    assert desk.outbox.due(time.time()) == []


async def test_one_that_is_held_up_holds_up_nobody_else(desk: TestDesk) -> None:
    write(desk, desk.asks("web-a"), "一")
    write(desk, desk.asks("web-b"), "甲")
    rasa = Rasa("again", "sent")
    await delivered(desk, rasa, 2)
    assert {text for _, text, _ in rasa.heard[:2]} == {"一", "甲"}


def test_where_nobody_listens_it_is_tried_again() -> None:
    assert RasaEndpoint(f"http://127.0.0.1:{free_port()}/x", b"key").post({}) == "again"


def test_what_others_write_is_seen(desk: TestDesk) -> None:
    changes = HelpdeskChanges(desk.database)
    desk.agent("one")
    first, second = desk.asks("web-a"), desk.asks("web-b")
    now = time.time()
    assert changes.look(now).tickets == set()
    assert changes.look(now).tickets == set()
    site_like: Any = desk
    said(site_like, "web-b", "user", "在吗")
    said(site_like, "web-z", "user", "没有工单的人")
    result = changes.look(now)
    assert (result.tickets, result.presence) == ({second}, False)
    assert dict(result.waiting) == {"web-a": 0, "web-b": 1}
    desk.handovers.claim(first, "one")
    result = changes.look(now)
    assert (result.tickets, dict(result.waiting)) == ({first}, {"web-b": 0})
    desk.store.close("web-b", "2026-11-23T03:00:00+00:00", tell=False)
    assert changes.look(now).tickets == {second}
    assert changes.look(now + 61).presence
    assert not changes.look(now + 61).presence


def test_a_number_that_comes_late_is_seen(desk: TestDesk) -> None:
    """In PostgreSQL an event may be written after one with a larger number."""
    changes = HelpdeskChanges(desk.database)
    ticket = desk.asks("web-a")
    site_like: Any = desk
    said(site_like, "web-z", "user", "一")
    changes.look(time.time())
    with desk.database.begin() as connection:
        insert = "INSERT INTO events (id, sender_id, type_name, data) VALUES (?, ?, 'user', '{}')"
        connection.exec_driver_sql(insert, (50, "web-z"))
    assert changes.look(time.time()).tickets == set()
    with desk.database.begin() as connection:
        connection.exec_driver_sql(insert, (49, "web-a"))
    assert changes.look(time.time()).tickets == {ticket}
    assert changes.look(time.time()).tickets == set()


async def test_who_comes_nearer_is_told_once(desk: TestDesk) -> None:
    desk.agent("one")
    for name in ("web-a", "web-b", "web-c"):
        desk.asks(name)
    rasa = Rasa()
    looking = Poller(HelpdeskChanges(desk.database), desk.handovers, rasa, Hub(), StaffNotices((), ""))
    await looking._look(1000.0)
    assert rasa.heard == [], "they were told when they asked"
    desk.handovers.next_for("one")
    await looking._look(1001.0)
    assert rasa.heard == [], "not at every moment"
    await looking._look(1004.0)
    await looking._look(1008.0)
    assert sorted(waiting for _, waiting, _ in rasa.heard) == [0, 1]


class NoticeBook(StaffNotices):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__((), "")
        self.numbers: list[int | None] = []

    def add(self, registered: Sequence[UnclaimedTicket]) -> None:
        self.numbers += [one.number for one in registered]


async def test_before_new_content_is_made_nothing_is_lost_and_the_database_is_not_blamed(
    desk: TestDesk, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poller, "EVERY", 0.01)
    desk.asks("web-a", attended=False)
    told, made = NoticeBook(), tmp_path / "content/generated"
    looking = Poller(HelpdeskChanges(desk.database), desk.handovers, Rasa(), Hub(), told)
    with showing(View(made)):
        task = asyncio.create_task(looking.run())
    await asyncio.sleep(0.3)
    assert told.numbers == []
    shutil.copytree(frozen_project() / "data/generated", made)
    until = time.monotonic() + 20
    while not told.numbers and time.monotonic() < until:
        await asyncio.sleep(0.02)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert told.numbers == [1]
    assert "database" not in caplog.text


async def test_agents_who_are_gone_lose_what_they_have(desk: TestDesk) -> None:
    now = time.time()
    desk.agent("gone", seen=now - 61)
    ticket = desk.asks("web-a")
    desk.handovers.claim(ticket, "gone")
    await Poller(HelpdeskChanges(desk.database), desk.handovers, Rasa(), Hub(), StaffNotices((), ""))._look(now)
    assert desk.row(ticket).state == "waiting"
    assert desk.told()[-1] == ("web-a", "returned")


class Request:
    def __init__(self, token: str) -> None:
        self.cookies = {COOKIE: token}


async def test_a_page_hears_what_has_changed_until_it_is_signed_out(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "EVERY", 0.3)
    agent = site.signed_in("one")
    who = site.services.sessions.find(agent.token, time.time())
    request: Any = Request(agent.token)
    told = stream._stream(ConsoleRequest(request, site.services, who))
    assert await anext(told) == "event: ping\ndata: {}\n\n"
    ticket = site.asks("web-a")
    site.services.hub.tickets([ticket])
    site.services.hub.presence()
    event, data = (await anext(told)).splitlines()[:2]
    assert event == "event: tickets"
    assert json.loads(data[6:]) == {"ids": [ticket], "counts": {"waiting": 1, "left": 0, "mine": 0}}
    assert (await anext(told)).startswith("event: presence")
    assert (await anext(told)).startswith("event: ping")
    site.services.sessions.end_all("one")
    # The page is told to ask who it is: else it would take the end for a lost connection.
    assert (await anext(told)).startswith("event: presence")
    with pytest.raises(StopAsyncIteration):
        await anext(told)
    assert not site.services.hub.is_full(1)


def test_signed_out_means_gone_at_once(site: Site) -> None:
    agent = site.signed_in("one")
    agent.post("/api/presence", {"state": "online"})
    assert agent.get("/api/me")["agents_online"] == 1
    ticket = site.asks("web-a")
    agent.post(f"/api/tickets/{ticket}/claim")
    agent.post("/api/sign-out")
    assert not site.presence.there(time.time()).online
    assert site.handovers.lost(time.time()) == [ticket]


def test_a_heartbeat_keeps_one_there(site: Site) -> None:
    agent = site.signed_in("one", seen=0.0)
    assert agent.get("/api/me")["state"] == "offline"
    agent.post("/api/heartbeat")
    assert agent.get("/api/me")["state"] == "online"
