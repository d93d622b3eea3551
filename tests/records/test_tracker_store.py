"""Nothing is read twice, nothing is forgotten while the database is away, nothing deleted comes back."""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.exceptions import RasaException

from persistence.engine import engine
from records import tracker_store
from records.session import MOST_TURNS
from records.tracker_store import ConversationStore
from tests.postgres import PostgresServer, running_postgres
from tests.records.builders import DOMAIN, Cut, asked, begun, exchange, say, store, until_written

pytestmark = pytest.mark.asyncio


@pytest.fixture
def file(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'conversations.db'}"


@pytest.fixture(params=["file", pytest.param("postgres_url", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(request.param)
    return url


@pytest_asyncio.fixture
async def kept(url: str) -> AsyncIterator[ConversationStore]:
    it = store(url)
    yield it
    await it.close()


async def test_it_must_be_told_where() -> None:
    with pytest.raises(RasaException, match="url"):
        ConversationStore(DOMAIN)


async def test_a_conversation_goes_on(kept: ConversationStore) -> None:
    assert await kept.retrieve("one") is None
    await say(kept, "one", "怎么注册", role="unit")
    await say(kept, "one", "谁审核")
    await say(kept, "other", "证书怎么打印")
    tracker = await kept.retrieve("one")
    assert asked(tracker) == ["怎么注册", "谁审核"]
    assert tracker is not None
    assert tracker.get_slot("role") == "unit"
    assert sorted(await kept.keys()) == ["one", "other"]
    assert await kept.exists("one")


async def test_rasas_own_store_reads_what_it_wrote_and_the_other_way_round(kept: ConversationStore, url: str) -> None:
    await say(kept, "one", "怎么注册")
    stock = SQLTrackerStore(DOMAIN, host=url)
    theirs = await stock.retrieve("one")
    assert asked(theirs) == ["怎么注册"]
    theirs.update(UserUttered("谁审核"), DOMAIN)
    await stock.save(theirs)
    assert asked(await kept.retrieve("one")) == ["怎么注册", "谁审核"]
    await say(kept, "one", "多久")
    assert asked(await stock.retrieve("one")) == ["怎么注册", "谁审核", "多久"]
    stock.engine.dispose()


async def test_two_instances_see_what_the_other_wrote(kept: ConversationStore, url: str) -> None:
    second = store(url)
    for number in range(4):
        await say((kept, second)[number % 2], "one", str(number))
    assert asked(await kept.retrieve("one")) == asked(await second.retrieve("one")) == ["0", "1", "2", "3"]
    # Both had read it before either wrote.
    mine, theirs = await kept.retrieve("one"), await second.retrieve("one")
    assert mine is not None
    assert theirs is not None
    mine.update(BotUttered("您好"), DOMAIN)
    theirs.update(BotUttered("再见"), DOMAIN)
    await kept.save(mine)
    await second.save(theirs)
    for reader in (kept, second):
        tracker = await reader.retrieve_full_tracker("one")
        assert tracker is not None
        assert [event.text for event in tracker.events if isinstance(event, BotUttered)][-2:] == ["您好", "再见"]
        session = await reader.retrieve("one")
        assert session is not None
        assert list(session.events) == list(tracker.events)[1:]
    await second.close()


async def test_a_new_session_begins_anew_and_the_old_one_stays(kept: ConversationStore) -> None:
    await say(kept, "one", "旧的")
    tracker = await kept.retrieve("one")
    assert tracker is not None
    for event in [*begun(), *exchange("新的")]:
        tracker.update(event, DOMAIN)
    await kept.save(tracker)
    assert asked(await kept.retrieve("one")) == ["新的"]
    assert asked(await store_again(kept).retrieve("one")) == ["新的"]
    assert asked(await kept.retrieve_full_tracker("one")) == ["旧的", "新的"]


def store_again(kept: ConversationStore) -> ConversationStore:
    return store(str(kept._table._database.engine.url))


async def test_a_long_session_is_whole_in_the_database_and_short_in_a_turn(kept: ConversationStore) -> None:
    questions = [str(number) for number in range(3 * MOST_TURNS)]
    for number, question in enumerate(questions):
        await say(kept, "one", question, role="unit" if number == 1 else None)
    tracker = await kept.retrieve("one")
    assert tracker is not None
    assert asked(tracker) == questions[-len(asked(tracker)) :]
    assert len(asked(tracker)) <= MOST_TURNS
    assert tracker.get_slot("role") == "unit"
    assert asked(await kept.retrieve_full_tracker("one")) == questions
    fresh = await store_again(kept).retrieve("one")
    assert fresh is not None
    assert fresh.current_slot_values() == tracker.current_slot_values()


async def test_what_is_deleted_meanwhile_does_not_come_back(kept: ConversationStore, url: str) -> None:
    await say(kept, "one", "怎么注册")
    with engine(url, pooled=False).begin() as connection:
        connection.execute("DELETE FROM events")
    assert await kept.retrieve("one") is None
    await say(kept, "one", "谁审核")
    assert asked(await kept.retrieve("one")) == ["谁审核"]
    assert asked(await kept.retrieve_full_tracker("one")) == ["谁审核"]


async def test_an_outage_costs_nobody_anything(
    kept: ConversationStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await say(kept, "known", "怎么注册", role="unit")
    with Cut(monkeypatch):
        await say(kept, "known", "谁审核")
        await say(kept, "new", "在吗")
        await say(kept, "new", "证书怎么打印")
        assert kept.degraded
        assert kept.backlog == 2
        # The conversations go on as if nothing were.
        during = await kept.retrieve("known")
        assert asked(during) == ["怎么注册", "谁审核"]
        assert during is not None
        assert during.get_slot("role") == "unit"
        assert asked(await kept.retrieve_full_tracker("new")) == ["在吗", "证书怎么打印"]
    await until_written(kept)
    assert not kept.degraded
    elsewhere = store_again(kept)
    assert asked(await elsewhere.retrieve_full_tracker("known")) == ["怎么注册", "谁审核"]
    assert asked(await elsewhere.retrieve_full_tracker("new")) == ["在吗", "证书怎么打印"]
    assert "私人的话" not in caplog.text
    assert [record for record in caplog.records if record.levelno == logging.ERROR]


async def test_the_database_is_left_alone_for_a_while(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    patient = ConversationStore(DOMAIN, url, pause=3600)
    with Cut(monkeypatch):
        for number in range(9):
            await say(patient, "one", str(number))
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1
    assert len(asked(await patient.retrieve("one"))) == 9


async def test_what_was_written_without_a_word_is_not_written_twice(
    kept: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await say(kept, "one", "怎么注册")
    with Cut(monkeypatch, after_writing=True):
        await say(kept, "one", "谁审核")
    await say(kept, "one", "多久")
    await until_written(kept)
    assert asked(await store_again(kept).retrieve_full_tracker("one")) == ["怎么注册", "谁审核", "多久"]


async def test_a_full_disk_is_an_outage_like_any_other(file: str) -> None:
    kept = store(file)
    await say(kept, "one", "怎么注册")
    with kept._table._database.engine.begin() as connection:
        pages = connection.execute("PRAGMA page_count").scalar()
        connection.execute(f"PRAGMA max_page_count={pages}")
    for number in range(30):
        await say(kept, "one", f"第{number}个很长的问题" * 20)
    assert kept.backlog == 1
    assert len(asked(await kept.retrieve_full_tracker("one"))) > MOST_TURNS / 2
    with kept._table._database.engine.begin() as connection:
        connection.execute("PRAGMA max_page_count=1000000")
    await until_written(kept)
    assert len(asked(await store_again(kept).retrieve_full_tracker("one"))) == 31
    await kept.close()


async def test_a_database_that_ends_or_hangs_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "PATIENCE", 0.5)
    with running_postgres(tmp_path) as server:
        kept = store(server.url)
        await say(kept, "one", "之前")
        hang, wake = signalled(server, signal.SIGSTOP), signalled(server, signal.SIGCONT)
        for number, (go, come) in enumerate([(server.stop, server.start), (hang, wake)]):
            go()
            await say(kept, "one", f"期间{number}")
            assert kept.backlog == 1
            come()
            await until_written(kept)
        # Connections from before are of no use, which nobody notices.
        server.stop()
        server.start()
        await say(kept, "one", "之后")
        assert not kept.degraded
        questions = ["之前", "期间0", "期间1", "之后"]
        assert asked(await store_again(kept).retrieve_full_tracker("one")) == questions
        await kept.close()


def signalled(server: PostgresServer, number: signal.Signals) -> Callable[[], None]:
    def send() -> None:
        for pid in all_of(server):
            os.kill(pid, number)

    return send


def all_of(server: PostgresServer) -> list[int]:
    """The server and the processes that serve its connections."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="utf-8")
    return [server.pid, *map(int, children.split())]


async def test_an_attempt_that_was_given_up_and_goes_on_is_not_made_twice(
    postgres: PostgresServer, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = store(postgres_url)
    await say(kept, "one", "之前")
    monkeypatch.setattr(tracker_store, "PATIENCE", 0.2)
    with engine(postgres_url).begin() as other:
        other.execute("LOCK TABLE events IN EXCLUSIVE MODE")
        await say(kept, "one", "期间")
        await asyncio.sleep(1)
        assert kept.backlog == 1
    await until_written(kept)
    assert asked(await store_again(kept).retrieve_full_tracker("one")) == ["之前", "期间"]
    await kept.close()


async def test_it_starts_without_a_database_and_makes_its_table_later(tmp_path: Path) -> None:
    (tmp_path / "c.db").mkdir()
    late = store(f"sqlite:///{tmp_path / 'c.db'}")
    await say(late, "one", "在吗")
    assert late.degraded
    (tmp_path / "c.db").rmdir()
    await until_written(late)
    assert asked(await store_again(late).retrieve("one")) == ["在吗"]
    await late.close()


async def test_what_waits_is_written_when_it_is_closed(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    closing_down = ConversationStore(DOMAIN, url, pause=0.0)
    with Cut(monkeypatch):
        await say(closing_down, "one", "在吗")
    await closing_down.close()
    assert asked(await store(url).retrieve("one")) == ["在吗"]


async def test_a_turn_reads_only_what_is_new(kept: ConversationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        await say(kept, "one", str(number))
    read: list[int] = []
    since = type(kept._table).since

    def counted(table: Any, *arguments: Any) -> Any:
        rows = since(table, *arguments)
        read.append(len(rows or ()))
        return rows

    monkeypatch.setattr(type(kept._table), "since", counted)
    monkeypatch.setattr(type(kept._table), "session", None)
    await say(kept, "one", "6")
    assert read == [0]
