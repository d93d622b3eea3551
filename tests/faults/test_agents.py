"""What agents say while the Rasa server or the desk itself is killed: each line once, in order."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from console.accounts.agent import MOST
from persistence.tables import desk_outbox, events
from tests.faults.desk_processes import DeskSite, Keeper
from tests.faults.figures import COUNTED, Figures

AGENTS = 4
LINES = 25
PATIENCE = 120.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskSite]:
    site = DeskSite(tmp_path)
    yield site
    site.stop()


@pytest.fixture
def dying(tmp_path: Path) -> Iterator[DeskSite]:
    """The Rasa server dies after each seventh packet, between doing and answering."""
    site = DeskSite(tmp_path, dies=7)
    yield site
    site.stop()


def claimed(desk: DeskSite) -> dict[str, tuple[str, str]]:
    """Return of each conversation its ticket and its agent's token."""
    found = {}
    for number in range(AGENTS):
        token = desk.token(f"a{number}")
        ticket = desk.asks(f"web-{number}")
        desk.handovers.claim(ticket, f"a{number}")
        found[f"web-{number}"] = (ticket, token)
    return found


def talk(desk: DeskSite, ticket: str, token: str) -> float:
    """Say all lines, each again until the desk has it; returns the longest wait."""
    longest = 0.0
    for number in range(LINES):
        began = time.monotonic()
        body = {"key": f"line-{number:08}", "text": f"第{number}句"}
        while desk.post(token, f"/api/tickets/{ticket}/messages", body) != 200:
            assert time.monotonic() - began < PATIENCE
            time.sleep(0.1)
        longest = max(longest, time.monotonic() - began)
        time.sleep(0.05)
    return longest


def until_delivered(desk: DeskSite) -> float:
    began = time.monotonic()
    pending = select(func.count()).select_from(desk_outbox).where(desk_outbox.c.state == "pending")
    while True:
        with desk.database.begin() as connection:
            if not connection.execute(pending).scalar():
                return time.monotonic() - began
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.1)


def said(desk: DeskSite, conversation: str) -> list[str]:
    mine = select(events.c.data).where(events.c.sender_id == conversation).order_by(events.c.id)
    with desk.database.begin() as connection:
        found = [json.loads(data) for data in connection.execute(mine).scalars()]
    return [one["text"] for one in found if one["metadata"]["metadata"]["from"] == "person"]


def look(desk: DeskSite, fault: str, waited: float, stored: float) -> None:
    """Count what was lost, doubled, out of order; none may be."""
    expected = [f"第{number}句" for number in range(LINES)]
    found = [said(desk, f"web-{number}") for number in range(AGENTS)]
    lost = sum(len(set(expected) - set(one)) for one in found)
    doubled = sum(len(one) - len(set(one)) for one in found)
    shuffled = sum(one != sorted(one, key=expected.index) for one in found)
    COUNTED.append(Figures(fault, AGENTS * LINES, lost, doubled, shuffled, 0, 0, waited, stored))
    assert (lost, doubled, shuffled) == (0, 0, 0)


def all_talk(desk: DeskSite, found: dict[str, tuple[str, str]], pool: ThreadPoolExecutor) -> list[float]:
    return list(pool.map(lambda one: talk(desk, *one), found.values()))


def test_the_rasa_server_dies_between_doing_and_answering(dying: DeskSite) -> None:
    dying.rasa.start()
    dying.start_console()
    result, keeper = claimed(dying), Keeper(dying.rasa)
    try:
        with ThreadPoolExecutor(AGENTS) as pool:
            waited = max(all_talk(dying, result, pool))
        stored = until_delivered(dying)
    finally:
        keeper.stop()
    assert keeper.starts >= 5
    look(dying, "desk: the Rasa server dies after each 7th packet, between doing and answering", waited, stored)


def test_the_rasa_server_is_killed_and_away(desk: DeskSite) -> None:
    desk.rasa.start()
    desk.start_console()
    result = claimed(desk)
    with ThreadPoolExecutor(AGENTS + 1) as pool:
        talking = [pool.submit(talk, desk, *one) for one in result.values()]
        for _ in range(2):
            time.sleep(0.7)
            desk.rasa.kill()
            time.sleep(1.5)
            desk.rasa.start()
        waited = max(user.result() for user in talking)
    stored = until_delivered(desk)
    look(desk, "desk: the Rasa server killed twice, away for 1.5 s", waited, stored)


def test_the_desk_is_killed_between_writing_and_delivering(desk: DeskSite) -> None:
    desk.start_console()
    result = claimed(desk)
    with ThreadPoolExecutor(AGENTS) as pool:
        talking = [pool.submit(talk, desk, *one) for one in result.values()]
        for _ in range(2):
            time.sleep(0.8)
            desk.console.kill()
            desk.start_console()
        waited = max(user.result() for user in talking)
    assert said(desk, "web-0") == [], "the Rasa server was away all the time"
    desk.console.kill()
    desk.rasa.start()
    desk.start_console()
    stored = until_delivered(desk)
    look(desk, "desk: killed three times between writing and delivering", waited, stored)


def test_many_claims_at_once_over_http(desk: DeskSite) -> None:
    """Of one request one agent, of ten requests ten; a limit holds."""
    desk.start_console()
    tokens = [desk.token(f"a{number}") for number in range(20)]
    one = desk.asks("web-one")
    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda token: desk.post(token, f"/api/tickets/{one}/claim", {}), tokens))
        assert sorted(statuses) == [200] + [409] * 19
        waiting = [desk.asks(f"web-{number}") for number in range(10)]
        next_ones = list(pool.map(lambda token: desk.post(token, "/api/tickets/next", {}), tokens))
        assert next_ones == [200] * 20
        owners = [desk.row(ticket).agent for ticket in waiting]
        assert len(set(owners)) == 10
        more = [desk.asks(f"more-{number}") for number in range(20)]
        full = desk.token("full")
        list(pool.map(lambda ticket: desk.post(full, f"/api/tickets/{ticket}/claim", {}), more))
    assert [desk.row(ticket).agent for ticket in more].count("full") == MOST
