"""What the job knows of the tables is what their makers make, and none that names a conversation is overlooked."""

import sqlalchemy

from persistence.privacy.tables import ALL, present
from tests.persistence.privacy.kept import Kept

NAMING = {"sender_id", "sender", "conversation", "conversation_id"}


def test_all_columns_are_there_and_none_is_unknown(kept: Kept) -> None:
    inspected = sqlalchemy.inspect(kept.engine)
    for table in ALL:
        made = {column["name"] for column in inspected.get_columns(table.name)}
        assert made == {column.name for column in table.columns}, table.name


def test_every_table_that_the_assistant_makes_is_known(kept: Kept) -> None:
    with kept.engine.connect() as connection:
        assert present(connection) == {table.name for table in ALL}
    made = set(sqlalchemy.inspect(kept.engine).get_table_names())
    assert made == {table.name for table in ALL}


def test_a_column_that_names_a_conversation_is_in_the_known_tables_only(kept: Kept) -> None:
    inspected = sqlalchemy.inspect(kept.engine)
    naming = {
        name
        for name in inspected.get_table_names()
        if NAMING & {column["name"] for column in inspected.get_columns(name)}
    }
    assert naming == {"events", "tickets", "feedback"}


def test_before_anything_is_kept_nothing_is_there() -> None:
    with sqlalchemy.create_engine("sqlite://").connect() as connection:
        assert present(connection) == frozenset()
