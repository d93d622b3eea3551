"""Whether somebody waits for a person."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from unittest.mock import Mock

import pytest

from actions.tickets.store import TicketStore
from channels.desk.open_tickets import OpenTickets, is_with_person
from tests.actions.tickets.builders import a_ticket

NOW = datetime(2026, 11, 23, 2, tzinfo=timezone.utc)


def test_an_open_ticket_of_the_conversation(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    store, asked = TicketStore(url), OpenTickets(url)
    assert not asked.has("one")
    store.open(a_ticket("one"), tell=False)
    assert asked.has("one")
    assert not asked.has("another")
    store.close("one", NOW.isoformat(), tell=False)
    assert not asked.has("one")


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ((NOW + timedelta(seconds=1)).isoformat(), True),
        (NOW.isoformat(), False),
        (None, False),
        ("", False),
        ("tomorrow", False),
        (7, False),
    ],
)
def test_the_slot_of_a_pause(slot: object, expected: bool) -> None:
    tracker = Mock(get_slot=Mock(return_value=slot))
    assert is_with_person(tracker, NOW) is expected
