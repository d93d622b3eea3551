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
from tests.persistence.privacy.kept import DAY, Kept

NAMES = Names(b"k" * 32)
CARD = "11010519491231002X"
NEW = NAMES.conversation(CARD)


def renamed(kept: Kept) -> int:
    return rename(Steps(kept.engine, lambda _: None), NAMES)


def test_every_table_follows_and_the_number_is_nowhere(kept: Kept) -> None:
    kept.person(CARD, 3)
    kept.ticket(CARD, 1)
    before = {table.name: len(kept.rows(table.name)) for table in OF_A_CONVERSATION}
    assert renamed(kept) == 1
    assert {name: len(kept.rows(name)) for name in before} == before
    assert kept.senders() == {NEW}
    named = ("tickets", "feedback", "desk_outbox", "attachments")
    assert {row["conversation"] for name in named for row in kept.rows(name)} == {NEW}
    assert {NAMES.unseal(row["name"]) for row in kept.rows("tickets")} == {CARD}
    bodies = [json.loads(row["body"]) for row in kept.rows("ticket_events")]
    assert {body["conversation"] for body in bodies} == {NEW}
    assert {NAMES.unseal(body["name"]) for body in bodies if body["event"] == "opened"} == {CARD}
    assert CARD not in kept.everything()
    with kept.engine.connect() as connection:
        assert NAMES.unseal(str(person.sealed_name(connection, NEW))) == CARD
    assert renamed(kept) == 0


def test_what_was_said_under_both_names_is_one_conversation(kept: Kept) -> None:
    kept.session(CARD, 3)
    kept.feedback(CARD, 3, helpful=False)
    kept.feedback(CARD, 3, "m2")
    kept.session(NEW, 1)
    kept.feedback(NEW, 1, helpful=True)
    assert renamed(kept) == 1
    assert kept.senders() == {NEW}
    assert {(row["message"], bool(row["helpful"])) for row in kept.rows("feedback")} == {("m1", True), ("m2", True)}


def test_names_of_our_own_and_of_other_channels_stay(kept: Kept) -> None:
    ours = {"web-a", "wechat-b", NEW}
    for name in ours:
        kept.person(name, 3)
    said = '在吗" "input_channel": "rest"'
    kept.write("elsewhere", [UserUttered(said, timestamp=kept.now, input_channel="telegram")])
    before = kept.everything()
    assert renamed(kept) == 0
    assert kept.everything() == before


def test_what_is_anonymous_stays(kept: Kept) -> None:
    kept.person(CARD, 400)
    expire(kept.engine, Steps(kept.engine, lambda _: None), kept.now - 180 * DAY, anonymise=True)
    before = kept.everything()
    assert renamed(kept) == 0
    assert kept.everything() == before


def test_many_of_them_at_the_start(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renaming, "ROWS", 20)
    names = [f"1380013{number:04}" for number in range(45)]
    for name in names:
        kept.write(name, [UserUttered("在吗", timestamp=kept.now, input_channel="rest")])
    upgrade_at_start(kept.url, NAMES)
    assert kept.senders() == set(map(NAMES.conversation, names))
