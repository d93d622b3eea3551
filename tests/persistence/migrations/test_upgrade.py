"""A database of version 0.1.0, whole or in pieces, is brought up to date, and each of its rows is there afterwards."""

import pytest
from alembic.script import ScriptDirectory
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import UserUttered
from sqlalchemy import inspect, text

import persistence.staff_tables  # noqa: F401  the metadata hold its tables as well
from actions.tickets.store import TicketStore
from channels.feedback.store import FeedbackStore
from persistence.database import Database
from persistence.engine import engine
from persistence.migrations import FOLDER, upgrade
from persistence.tables import OF_A_CONVERSATION, metadata
from records.event_table import EventTable
from tests.persistence.migrations.looking import differences, filled, revision, rows
from tests.persistence.migrations.old_database import recreate

ALL = set(metadata.tables)
SOME = ["events", "feedback", "tickets, ticket_events", "anonymous_messages", "feedback, tickets, ticket_events"]


def last_step() -> str:
    head = ScriptDirectory(str(FOLDER)).get_current_head()
    assert head
    return head


def test_each_row_of_before_is_there(url: str) -> None:
    at = recreate(url)
    before = rows(at)
    assert {name: len(there) for name, there in before.items()} == {
        "events": 21, "tickets": 2, "ticket_events": 3, "feedback": 3, "anonymous_messages": 2,
    }  # fmt: skip
    upgrade(at)
    assert filled(rows(at)) == before
    assert (differences(at), revision(at)) == ([], last_step())


def test_tickets_of_before_get_a_number_and_a_state(url: str) -> None:
    at = recreate(url)
    with at.begin() as connection:
        connection.execute(text("UPDATE tickets SET closed = '2025-01-01T00:00:00+00:00' WHERE conversation = 'web-a'"))
    upgrade(at)
    with at.connect() as connection:
        result = connection.execute(text("SELECT conversation, number, state FROM tickets ORDER BY number")).all()
    assert [tuple(row) for row in result] == [("wx-b", 1, "left"), ("web-a", 2, "closed")]


@pytest.mark.parametrize("gone", SOME)
def test_what_is_missing_is_made_and_the_rest_stays(url: str, gone: str) -> None:
    at = recreate(url)
    with at.begin() as connection:
        for name in reversed(gone.split(", ")):
            connection.execute(text(f"DROP TABLE {name}"))
    before = rows(at)
    upgrade(at)
    assert filled(rows(at)) == before
    assert differences(at) == []


def test_an_empty_database_gets_all(url: str) -> None:
    at = engine(url, pooled=False)
    upgrade(at)
    assert set(rows(at)) == ALL
    assert (differences(at), revision(at)) == ([], last_step())


def test_a_missing_index_is_made(url: str) -> None:
    at = recreate(url)
    with at.begin() as connection:
        connection.execute(text("DROP INDEX ticket_events_due"))
    upgrade(at)
    assert differences(at) == []


def test_what_rasa_itself_has_made_is_taken(url: str) -> None:
    at = engine(url, pooled=False)
    SQLTrackerStore.Base.metadata.create_all(at)
    table = SQLTrackerStore.Base.metadata.tables["events"]
    with at.begin() as connection:
        connection.execute(table.insert().values(sender_id="web-a", type_name="restart", data="{}"))
    before = rows(at)
    upgrade(at)
    assert filled(rows(at)) == before
    assert differences(at) == []


def test_the_stores_go_on_with_it(url: str) -> None:
    recreate(url)
    conversations, tickets, feedback = EventTable(url), TicketStore(url), FeedbackStore(url)
    there = conversations.all("web-a")
    assert len(there) == 13
    assert conversations.add("web-a", [UserUttered("再问一句", {"name": "faq"}, timestamp=2e9)], there[-1].number)
    assert [ticket["conversation"] for ticket in tickets.all()] == ["wx-b", "web-a"]
    tickets.add("wx-b", "还在吗", "2026-01-01T00:00:00+00:00")
    assert tickets.waiting() == (4, 1)
    assert feedback.of("web-a") == {
        "m1": {"helpful": False, "reason": "答非所问"}, "m2": {"helpful": True, "reason": None},
    }  # fmt: skip
    conversations.close()


def test_nothing_is_written_once_it_is_up_to_date(url: str) -> None:
    """Whoever starts then does not wait for somebody who writes."""
    database = Database(url)
    database.upgrade()
    with database.engine.connect() as writing, writing.begin():
        writing.execute(text("DELETE FROM feedback"))
        upgrade(engine(url, pooled=False))
    database.close()


def test_a_step_has_its_files_name_and_they_follow_each_other() -> None:
    steps = list(ScriptDirectory(str(FOLDER)).walk_revisions())
    names = sorted((file.stem for file in FOLDER.glob("versions/r*.py")), reverse=True)
    assert [step.revision for step in steps] == names
    assert [step.down_revision for step in steps] == [*names[1:], None]


def test_rasas_own_table_is_the_same() -> None:
    ours, rasas = metadata.tables["events"], SQLTrackerStore.Base.metadata.tables["events"]
    described = [
        [
            (column.name, repr(column.type), column.nullable, column.primary_key, column.index)
            for column in table.columns
        ]
        for table in (ours, rasas)
    ]
    assert described[0] == described[1]


def test_a_column_that_names_a_conversation_is_where_export_and_deletion_look() -> None:
    naming = {"sender_id", "sender", "conversation", "conversation_id"}
    at = engine("sqlite://")
    upgrade(at)
    found = {
        name for name in rows(at) if naming & {column["name"] for column in inspect(at).get_columns(name)}
    }  # fmt: skip
    # Its names are random: nobody can be found by them.
    assert found - {"anonymous_messages"} == {
        "events",
        "tickets",
        "feedback",
        "desk_outbox",
        "attachments",
        "staff_forms",
    }
    assert found - {"anonymous_messages"} < {table.name for table in OF_A_CONVERSATION}
