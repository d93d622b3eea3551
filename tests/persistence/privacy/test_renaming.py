"""Conversations of earlier versions get the names they have now, and nothing else changes."""

import json

import pytest
from rasa.shared.core.events import UserUttered

from persistence.database import upgrade_at_start
from persistence.names import Names
from persistence.privacy import person, renaming
from persistence.privacy.expiry import expire
from persistence.privacy.renaming import rename
from persistence.privacy.steps import Steps
from persistence.tables import OF_A_CONVERSATION
from tests.persistence.privacy.sample import DAY, SampleData

NAMES = Names(b"k" * 32)
CARD = "11010519491231002X"
NEW = NAMES.conversation(CARD)


def renamed(sample: SampleData) -> int:
    return rename(Steps(sample.engine, lambda _: None), NAMES)


def test_every_table_follows_and_the_number_is_nowhere(sample: SampleData) -> None:
    sample.person(CARD, 3)
    sample.ticket(CARD, 1)
    before = {table.name: len(sample.rows(table.name)) for table in OF_A_CONVERSATION}
    assert renamed(sample) == 1
    assert {name: len(sample.rows(name)) for name in before} == before
    assert sample.senders() == {NEW}
    named = ("tickets", "feedback", "desk_outbox", "attachments")
    assert {row["conversation"] for name in named for row in sample.rows(name)} == {NEW}
    assert {NAMES.unseal(row["name"]) for row in sample.rows("tickets")} == {CARD}
    bodies = [json.loads(row["body"]) for row in sample.rows("ticket_events")]
    assert {body["conversation"] for body in bodies} == {NEW}
    assert {NAMES.unseal(body["name"]) for body in bodies if body["event"] == "opened"} == {CARD}
    assert CARD not in sample.everything()
    with sample.engine.connect() as connection:
        assert NAMES.unseal(str(person.sealed_name(connection, NEW))) == CARD
    assert renamed(sample) == 0


def test_what_was_said_under_both_names_is_one_conversation(sample: SampleData) -> None:
    sample.session(CARD, 3)
    sample.feedback(CARD, 3, helpful=False)
    sample.feedback(CARD, 3, "m2")
    sample.session(NEW, 1)
    sample.feedback(NEW, 1, helpful=True)
    assert renamed(sample) == 1
    assert sample.senders() == {NEW}
    assert {(row["message"], bool(row["helpful"])) for row in sample.rows("feedback")} == {("m1", True), ("m2", True)}


def test_names_of_our_own_and_of_other_channels_stay(sample: SampleData) -> None:
    ours = {"web-a", "wechat-b", NEW}
    for name in ours:
        sample.person(name, 3)
    said = '在吗" "input_channel": "rest"'
    sample.write("elsewhere", [UserUttered(said, timestamp=sample.now, input_channel="telegram")])
    before = sample.everything()
    assert renamed(sample) == 0
    assert sample.everything() == before


def test_what_is_anonymous_stays(sample: SampleData) -> None:
    sample.person(CARD, 400)
    expire(sample.engine, Steps(sample.engine, lambda _: None), sample.now - 180 * DAY, anonymise=True)
    before = sample.everything()
    assert renamed(sample) == 0
    assert sample.everything() == before


def test_many_of_them_at_the_start(sample: SampleData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renaming, "ROWS", 20)
    names = [f"1380013{number:04}" for number in range(45)]
    for name in names:
        sample.write(name, [UserUttered("在吗", timestamp=sample.now, input_channel="rest")])
    upgrade_at_start(sample.url, NAMES)
    assert sample.senders() == set(map(NAMES.conversation, names))
