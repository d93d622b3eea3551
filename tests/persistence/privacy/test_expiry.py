"""What is too old goes, from every table and from the file; what is not stays; over SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.engine import make_url

from persistence.privacy import expired, steps
from persistence.privacy.expiry import Counts, expire
from persistence.privacy.steps import Steps
from persistence.tables import OF_A_CONVERSATION
from tests.persistence.privacy.sample import ANSWER, DAY, SAID, SECRET, SampleData, exchange

WEEK = 7.0
ROWS = 20
"""Looked at in one step."""


def run(sample: SampleData, *, anonymise: bool = False, dry_run: bool = False, days: float = WEEK) -> Counts:
    before = sample.now - days * DAY
    return expire(sample.engine, Steps(sample.engine, lambda _: None), before, anonymise=anonymise, dry_run=dry_run)


@pytest.mark.parametrize("anonymise", [False, True])
def test_the_old_goes_from_every_table_and_the_young_stays(sample: SampleData, anonymise: bool) -> None:
    sample.person("web-old", 8)
    sample.person("web-young", 6)
    young = {
        name: [row for row in sample.rows(name) if "web-young" in str(row)]
        for name in ("events", "tickets", "feedback")
    }
    assert run(sample, anonymise=anonymise) == Counts(conversations=1, events=6, tickets=1, feedback=1, attachments=1)
    assert "web-old" not in sample.everything()
    for name, rows in young.items():
        assert [row for row in sample.rows(name) if "web-young" in str(row)] == rows
    assert len(sample.rows("ticket_events")) == 3
    assert [row["conversation"] for row in sample.rows("desk_outbox")] == ["web-young"]
    assert run(sample, anonymise=anonymise) == Counts()


def test_deleted_is_deleted(sample: SampleData) -> None:
    sample.person("web-old", 8)
    run(sample)
    assert SECRET not in sample.everything()
    assert all(sample.rows(table.name) == [] for table in OF_A_CONVERSATION)
    assert sample.rows("anonymous_messages") == []


def test_anonymised_can_be_counted_and_says_nothing_of_anybody(sample: SampleData) -> None:
    sample.person("web-old", 8)
    sample.session("web-other", 9, turns=2)
    names = [row["id"] for row in sample.rows("tickets")]
    run(sample, anonymise=True)
    rest = sample.everything()
    for gone in (SECRET, SAID, ANSWER, "web-old", "web-other", "m0", "m1", "济南", "unit", *names):
        assert gone not in rest
    messages = sample.rows("anonymous_messages")
    assert [row["faq_id"] for row in messages if row["who"] == "bot"] == ["login_slider"] * 3
    assert [row["intent"] for row in messages if row["who"] == "user"] == ["faq"] * 3
    assert len({row["conversation"] for row in messages}) == 2
    (ticket,) = sample.rows("tickets")
    assert (ticket["reason"], ticket["faq_id"], len(ticket["opened"])) == ("asked", "faq/password_forgotten", 10)
    (said,) = sample.rows("feedback")
    assert (said["faq_id"], bool(said["helpful"]), len(said["at"])) == ("login_slider", True, 10)
    conversations = {ticket["conversation"], said["conversation"], *(row["conversation"] for row in messages)}
    assert len(conversations) == 4


def test_a_dry_run_counts_the_same_and_changes_nothing(sample: SampleData) -> None:
    sample.person("web-old", 8)
    before = sample.everything()
    said = run(sample, anonymise=True, dry_run=True)
    assert sample.everything() == before
    assert said == run(sample, anonymise=True)


def test_earlier_sessions_of_somebody_who_still_talks_go(sample: SampleData) -> None:
    sample.session("user-7", 20)
    sample.session("user-7", 1)
    assert run(sample) == Counts(conversations=1, events=6)
    assert len(sample.rows("events")) == 6


def test_an_open_ticket_of_a_living_conversation_stays(sample: SampleData) -> None:
    sample.ticket("web-a", 20)
    sample.session("web-a", 1)
    sample.ticket("web-b", 20)
    assert run(sample) == Counts(tickets=1)
    assert [row["conversation"] for row in sample.rows("tickets")] == ["web-a"]


def test_more_than_one_step_has_room_for(sample: SampleData, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (expired, steps):
        monkeypatch.setattr(module, "ROWS", ROWS)
    sample.session("web-long", 8, turns=ROWS)
    for number in range(ROWS + 5):
        sample.feedback("web-long", 8, f"m{number}")
        sample.write(f"rest-{number}", exchange(sample.now - 8 * DAY)[:1])
    counts = run(sample, anonymise=True)
    assert counts == Counts(conversations=ROWS + 6, events=2 + 4 * ROWS + ROWS + 5, feedback=ROWS + 5)
    assert len(sample.rows("anonymous_messages")) == 3 * ROWS + 5
    assert len(sample.rows("feedback")) == ROWS + 5


def test_two_runs_at_once_count_nothing_twice(sample: SampleData) -> None:
    for number in range(30):
        sample.person(f"web-{number}", 8)
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: run(sample, anonymise=True), range(2)))
    assert sum(counts.events for counts in done) == 30 * 6
    assert len(sample.rows("anonymous_messages")) == 30 * 2
    assert len(sample.rows("tickets")) == 30
    assert len(sample.rows("feedback")) == 30


def test_others_write_meanwhile(sample: SampleData) -> None:
    for number in range(40):
        sample.person(f"web-{number}", 8)
    done, written = Event(), 0

    def talk() -> int:
        count = 0
        while not done.is_set():
            sample.write("web-now", exchange(sample.now))
            count += 1
        return count

    with ThreadPoolExecutor(1) as other:
        talking = other.submit(talk)
        try:
            counts = expire(sample.engine, Steps(sample.engine), sample.now - WEEK * DAY, anonymise=True)
        finally:
            done.set()
        written = talking.result()
    assert counts.conversations == 40
    assert written > 10
    assert len([row for row in sample.rows("events") if row["sender_id"] == "web-now"]) == 4 * written


@pytest.mark.filterwarnings("ignore:Calling URL\\(\\) directly")
async def test_rasa_goes_on_with_what_stays(sample: SampleData) -> None:
    sample.session("user-7", 20)
    sample.session("user-7", 1)
    run(sample)
    at = make_url(sample.url)
    store = SQLTrackerStore(
        Domain.empty(), dialect=at.drivername, host=at.host, port=at.port, db=at.database, username=at.username,
        password=at.password,
    )  # fmt: skip
    tracker = await store.retrieve_full_tracker("user-7")
    assert tracker is not None
    assert [event.type_name for event in tracker.events][:3] == ["action", "session_started", "user"]
    store.engine.dispose()


def test_no_file_holds_what_was_deleted(tmp_path: Path) -> None:
    store = SampleData(f"sqlite:///{tmp_path / 'kept.db'}")
    for number in range(50):
        store.person(f"web-old-{number}", 8)
    store.session("web-young", 1)
    assert _found(tmp_path, b"web-old-")
    run(store)
    assert not _found(tmp_path, b"web-old-")
    assert _found(tmp_path, b"web-young")
    store.engine.dispose()


def _found(folder: Path, text: bytes) -> bool:
    return any(text in file.read_bytes() for file in folder.iterdir())
