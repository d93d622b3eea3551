"""The desk in a cluster: what is said arrives once and in order while each of its parts is killed."""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import select

from channels.webchat.session_id import sender_id
from console.accounts.sessions import Sessions
from console.conversation.messages import response_metadata
from console.http.cookies import COOKIE, csrf_of
from persistence.helpdesk.signing import desk_key
from persistence.staff_tables import agents
from persistence.tables import events, tickets
from tests.cluster import Part, Site, running_cluster
from tests.desk_receiver import signed
from tests.page_user import PageUser
from tests.persistence.helpdesk.desk import TestDesk
from tests.socket_client import client

pytestmark = pytest.mark.asyncio

LINES = 24
PATIENCE = 120.0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_cluster(tmp_path_factory.mktemp("site"), console=True) as running:
        yield running


@pytest.fixture
def desk(site: Site) -> TestDesk:
    return TestDesk(site.database_url)


@asynccontextmanager
async def at_the_desk(site: Site, desk: TestDesk, name: str) -> AsyncIterator[httpx.AsyncClient]:
    """The browser of an agent who is online and stays there."""
    id_ = desk.agent(f"{name}-{time.time_ns()}", most=20, seen=time.time() + 3600)
    token = Sessions(desk.database).begin(id_, time.time())
    headers = {"Cookie": f"{COOKIE}={token}", "X-CSRF": csrf_of(token)}
    async with httpx.AsyncClient(base_url=site.console.url, headers=headers, timeout=20) as browser:
        yield browser


@pytest_asyncio.fixture
async def agent(site: Site, desk: TestDesk) -> AsyncIterator[httpx.AsyncClient]:
    async with at_the_desk(site, desk, "wang") as browser:
        yield browser


@pytest_asyncio.fixture
async def colleague(site: Site, desk: TestDesk) -> AsyncIterator[httpx.AsyncClient]:
    async with at_the_desk(site, desk, "li") as browser:
        yield browser


async def post(agent: httpx.AsyncClient, path: str, body: dict[str, str], *until: int) -> int:
    """Send it over again until the desk answers with one of these; returns which."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(httpx.TransportError):
            status = (await agent.post(path, json=body)).status_code
            if status in until:
                return status
        await asyncio.sleep(0.1)
    raise AssertionError("the desk does not take it")


async def say(agent: httpx.AsyncClient, ticket: str, number: int) -> None:
    body = {"key": f"line-{number:08}", "text": f"第{number}句"}
    await post(agent, f"/api/tickets/{ticket}/messages", body, 200)


async def break_one_after_the_other(*parts: Part) -> None:
    for part in parts:
        await asyncio.sleep(0.5)
        await asyncio.to_thread(part.kill)
        await asyncio.to_thread(part.start)


def stored(desk: TestDesk, conversation: str, side: str) -> list[str]:
    """Return what a person has said (bot), or the user."""
    mine = events.c.sender_id == conversation, events.c.type_name == side
    with desk.database.begin() as connection:
        rows = connection.execute(select(events.c.data).where(*mine).order_by(events.c.id)).scalars()
        found = [json.loads(data) for data in rows]
    return [one["text"] for one in found if side == "user" or response_metadata(one).get("from") == "person"]


async def all_stored(desk: TestDesk, conversation: str, side: str, number: int) -> list[str]:
    """Return the same once there are so many."""
    until = time.monotonic() + PATIENCE
    while len(stored(desk, conversation, side)) < number and time.monotonic() < until:
        await asyncio.sleep(0.2)
    return stored(desk, conversation, side)


def request_of(desk: TestDesk, conversation: str) -> str:
    with desk.database.begin() as connection:
        mine = select(tickets.c.id).where(tickets.c.conversation == conversation)
        return str(connection.execute(mine).scalar_one())


async def look(agent: httpx.AsyncClient, ticket: str, expected: list[str]) -> None:
    """The desk shows who said what, and each line under its key."""
    reply = (await agent.get(f"/api/tickets/{ticket}")).json()["messages"]
    assert {one["from"] for one in reply} == {"user", "assistant", "notice", "agent"}
    assert [one["text"] for one in reply if one["from"] == "user"] == ["证书怎么打印", "转人工"]
    [answer] = [one for one in reply if one.get("outcome") == "answer"]
    assert (answer["faq_id"], bool(answer["faq_lines"])) == ("certificate_print", True)
    own = [one for one in reply if one["from"] == "agent"]
    assert [one["text"] for one in own] == expected
    assert [one["key"] for one in own] == [f"line-{at:08}" for at in range(len(expected))]
    # Some were said while no window of the user was connected.
    assert {one["state"] for one in own} <= {"sent", "reached"}


async def test_each_line_once_and_in_order(site: Site, desk: TestDesk, agent: httpx.AsyncClient) -> None:
    async with client(site.url) as user:
        session = await user.session()
        await user.say("证书怎么打印")
        before = len(await user.wait("bot_uttered", 1, 30))
        await user.say("转人工")
        await user.wait("bot_uttered", before + 2, 30)
        ticket = request_of(desk, sender_id(session))
        assert (await agent.post(f"/api/tickets/{ticket}/claim", json={})).status_code == 200
        first, second = site.instances
        breaking = asyncio.create_task(break_one_after_the_other(first, site.console, second))
        number = 0
        while number < LINES or not breaking.done():
            await say(agent, ticket, number)
            number += 1
            await asyncio.sleep(0.2)
        await breaking
    expected = [f"第{one}句" for one in range(number)]
    assert await all_stored(desk, sender_id(session), "bot", number) == expected
    await look(agent, ticket, expected)
    async with client(site.url) as user:
        assert await user.session(session) == session
        shown = [message["text"] for message in await user.history() if message["text"] in expected]
    assert shown == expected[-len(shown) :]
    assert len(shown) == len(set(shown)) > LINES / 2


async def claimed_by(agent: httpx.AsyncClient, wanted: list[str]) -> set[str]:
    """Try to get each request; returns those that the agent has."""
    answers = {one: await post(agent, f"/api/tickets/{one}/claim", {}, 200, 409) for one in wanted}
    return {one for one, status in answers.items() if status == 200}


async def ask_on(user: PageUser, over: asyncio.Event) -> None:
    for number in itertools.count():
        if over.is_set():
            return
        await user.ask(f"第{number}问")
        await asyncio.sleep(0.8)


async def test_the_stores_and_the_action_server_are_killed(
    site: Site, desk: TestDesk, agent: httpx.AsyncClient, colleague: httpx.AsyncClient
) -> None:
    """What both sides say is there once and in order, and of two agents who want a request one gets it."""
    users, over = [PageUser(site.url, patience=PATIENCE) for _ in range(3)], asyncio.Event()
    for user in users:
        await user.ask("转人工")
    mine = [request_of(desk, user.sender) for user in users]
    assert await claimed_by(agent, mine) == set(mine)
    wanted = [desk.asks(f"web-wanted-{number}") for number in range(6)]
    asking = [asyncio.create_task(ask_on(user, over)) for user in users]
    breaking = asyncio.create_task(break_one_after_the_other(site.postgresql, site.redis, site.actions))
    both = [asyncio.create_task(claimed_by(one, wanted)) for one in (agent, colleague)]
    number = 0
    while number < LINES or not breaking.done():
        await say(agent, mine[number % len(mine)], number)
        number += 1
    over.set()
    await asyncio.gather(breaking, *asking)
    for at, user in enumerate(users):
        expected = [f"第{one}句" for one in range(at, number, len(users))]
        assert await all_stored(desk, user.sender, "bot", len(expected)) == expected
        assert await all_stored(desk, user.sender, "user", len(user.asked)) == user.asked
        shown = [message["text"] for message in await user.history() if message["text"] in expected]
        assert shown == expected[-len(shown) :]
        await user.leave()
    hers, his = [await one for one in both]
    assert not hers & his
    assert hers | his == set(wanted)


async def asks_at(instance: Part, desk: TestDesk) -> str:
    """Somebody asks for a person at one instance; returns how the request stands."""
    async with client(instance.url) as user:
        session = await user.session()
        await user.say("转人工", id="asks-for-one")
        await user.wait("bot_typing", 2, 30)
        return str(desk.row(request_of(desk, sender_id(session))).state)


async def test_who_of_the_staff_is_there_is_known_at_each_instance(
    site: Site, desk: TestDesk, agent: httpx.AsyncClient
) -> None:
    with desk.database.begin() as connection:
        connection.execute(agents.update().values(state="offline"))
    for chosen, state in (("online", "waiting"), ("busy", "left"), ("online", "waiting"), ("offline", "left")):
        assert (await agent.post("/api/presence", json={"state": chosen})).status_code == 200
        assert [await asks_at(instance, desk) for instance in site.instances] == [state, state]


async def is_open(instance: Part, site: Site, conversation: str) -> bool:
    """Ask one instance, as the desk does, whether the user has the page open."""
    key = desk_key(site.variables["SESSION_SECRET"])
    body, headers = signed({"conversation": conversation, "event": "presence"}, secret=key)
    async with httpx.AsyncClient(base_url=instance.url, timeout=20) as asking:
        answer = await asking.post("/webhooks/desk/webhook", content=body, headers=headers)
    return answer.json().get("online") is True


async def test_whether_a_user_is_there_is_known_at_each_instance(site: Site) -> None:
    async with client(site.instances[0].url) as user:
        conversation = sender_id(await user.session())
        end = time.monotonic() + PATIENCE
        while not all([await is_open(instance, site, conversation) for instance in site.instances]):
            assert time.monotonic() < end
            await asyncio.sleep(0.1)


async def test_lists_figures_and_search_on_postgresql(desk: TestDesk, agent: httpx.AsyncClient) -> None:
    first = desk.asks("web-postgres")
    lists = ("box=waiting", "box=mine", "box=all&q=转人工", "box=all&q=1", "box=closed&q=100%25")
    for path in (*(f"tickets?{one}" for one in lists), "figures", "agents", "canned", f"tickets/{first}", "me"):
        answer = await agent.get(f"/api/{path}")
        assert answer.status_code == 200, (path, answer.text)
    sought = (await agent.get("/api/tickets?box=all&q=转人工")).json()["tickets"]
    assert first in [one["id"] for one in sought]
