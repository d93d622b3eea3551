"""The form over real connections: from the page and by a link to the staff's store, and nowhere else."""

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import select

from channels.chat_page import ChatPageInput
from channels.desk.input import DeskInput
from channels.staff_form.receiver import form_receiver
from channels.webchat.input import WebChatInput
from persistence.helpdesk.details import Details
from persistence.helpdesk.handovers import record_nothing
from persistence.helpdesk.staff_forms import StaffForms
from persistence.tables import events
from settings.processes import rasa_server
from tests.channels.conftest import KEY
from tests.channels.desk.test_built_in import Waiting, waiting
from tests.channels.desk.test_built_in import desk as desk
from tests.channels.fake_rasa import Running, running
from tests.persistence.helpdesk.desk import TestDesk
from tests.running import ROOT

pytestmark = pytest.mark.asyncio

GIVEN = {"id_number": "370102199003071239", "name": "王小明", "unit": "济南市第一中学"}


@pytest_asyncio.fixture
async def served(credentials: dict[str, object], desk: TestDesk) -> AsyncIterator[Running]:
    chat = WebChatInput.from_credentials(credentials)
    page = ChatPageInput.from_credentials({"folder": str(ROOT / "web")})
    async with running(chat, DeskInput.from_credentials(None), page) as it:
        yield it


def stored(desk: TestDesk, it: Waiting, agent: str = "小王") -> Details | None:
    return StaffForms(desk.database, KEY.encode()).look(it.ticket, agent, record_nothing, time.time())


async def send(it: Waiting, given: object = GIVEN) -> object:
    return await it.user.socket.call("staff_form", given, timeout=5)


async def posted(served: Running, body: object) -> tuple[int, object]:
    async with aiohttp.ClientSession(served.url) as http, http.post("/web/form", json=body) as answer:
        return answer.status, await answer.json()


async def test_the_page_sends_it_to_who_has_the_conversation(served: Running, desk: TestDesk) -> None:
    async with waiting(served, desk) as it:
        assert await send(it) == {"ok": False}, "nobody has it yet"
        desk.handovers.claim(it.ticket, desk.agent("小王"))
        await it.console.deliver()
        for wrong in ({}, {"name": ""}, {"name": 5}, "王小明", None):
            assert await send(it, wrong) == {"ok": False}
        assert await send(it) == {"ok": True}
        notice = await it.told(2)
        assert (notice["text"], notice["metadata"]["from"]) == ("form_filled：", "notice")
        assert stored(desk, it) == Details(**GIVEN)
        said = json.dumps(await it.user.history(), ensure_ascii=False)
    tracker = await served.agent.tracker_store.retrieve_full_tracker(it.conversation)
    assert tracker
    kept = json.dumps([event.as_dict() for event in tracker.events], ensure_ascii=False)
    with desk.database.begin() as connection:
        kept += str(connection.execute(select(events)).all())
    assert not [word for word in GIVEN.values() if word in said + kept]


async def test_another_window_of_somebody_else_fills_in_its_own(served: Running, desk: TestDesk) -> None:
    async with waiting(served, desk) as it:
        desk.handovers.claim(it.ticket, desk.agent("小王"))
        async with aiohttp.ClientSession(served.url) as http:
            answer = await http.get("/web/page.json")
            assert (await answer.json())["staff_form"] is True
    assert stored(desk, it) is None


async def test_the_agent_asks_for_it(served: Running, desk: TestDesk) -> None:
    async with waiting(served, desk) as it:
        desk.handovers.claim(it.ticket, desk.agent("小王"))
        StaffForms(desk.database, KEY.encode()).ask(it.ticket, "小王", "客服小王", record_nothing)
        assert await it.console.deliver() == [200, 200]
        notice = await it.told(2)
        assert (notice["text"], notice["metadata"]["from"]) == ("form_asked：小王", "notice")


async def test_a_link_opens_it_once(served: Running, desk: TestDesk) -> None:
    async with waiting(served, desk) as it:
        desk.handovers.claim(it.ticket, desk.agent("小王"))
        receiver = form_receiver(rasa_server())
        assert receiver
        link = await receiver.link(it.conversation)
        assert link
        token = link.partition("#")[2]
        async with aiohttp.ClientSession(served.url) as http, http.get("/form") as answer:
            assert (answer.status, answer.headers["Referrer-Policy"]) == (200, "no-referrer")
        assert await posted(served, {"token": token}) == (200, {"ok": True})
        assert (await posted(served, {"token": token, "details": {}}))[0] == 410
        assert await posted(served, {"token": token, "details": GIVEN}) == (200, {"ok": True})
        assert (await it.told(1))["text"] == "form_filled："
        for again in ({"token": token}, {"token": token, "details": GIVEN}, {"token": "x"}):
            assert (await posted(served, again))[0] == 410
        bad: tuple[object, ...] = ({}, {"token": 1}, {"token": "x" * 65}, [], {"token": token, "more": "x" * 5000})
        for wrong in bad:
            assert (await posted(served, wrong))[0] == 400
        assert stored(desk, it) == Details(**GIVEN)


async def test_the_owner_may_switch_it_off(
    credentials: dict[str, object], desk: TestDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STAFF_FORM", "off")
    rasa_server.cache_clear()
    page = ChatPageInput.from_credentials({"folder": str(ROOT / "web")})
    async with running(WebChatInput.from_credentials(credentials), DeskInput.from_credentials(None), page) as served:
        async with waiting(served, desk) as it:
            desk.handovers.claim(it.ticket, desk.agent("小王"))
            await it.console.deliver()
            assert await send(it) == {"ok": False}
            assert await it.packet(event="form", agent="客服小王") == 400
        assert (await posted(served, {"token": "x"}))[0] == 400


async def test_with_another_systems_desk_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOFF_WEBHOOK_URL", "https://desk.example.org/tickets")
    monkeypatch.setenv("HANDOFF_WEBHOOK_SECRET", "9c1f7ab24e60d83b")
    monkeypatch.setenv("STAFF_FORM", "on")
    rasa_server.cache_clear()
    assert form_receiver(rasa_server()) is None
