"""What the desk has not taken, as figures."""

from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from actions.tickets.store import TicketStore
from actions.tickets.ticket import Ticket
from observability.action_pages import DeskCollector


def ticket(conversation: str) -> Ticket:
    return Ticket(conversation, "rest", "2026-01-01T00:00:00+00:00", "asked", None, None, None, None, ())


def figures(url: str) -> dict[str, float | None]:
    registry = CollectorRegistry()
    registry.register(DeskCollector(TicketStore(url).waiting))
    return {name: registry.get_sample_value(f"xueshi_desk_{name}") for name in ("pending", "failing")}


def test_pending_and_failing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tickets.db'}"
    store = TicketStore(url)
    assert figures(url) == {"pending": 0, "failing": 0}
    for conversation in ("one", "two", "three"):
        store.open(ticket(conversation), tell=True)
    pending = store.take(1.0, 2.0)
    assert pending is not None
    store.failed(pending.number, 1, 3.0)
    assert figures(url) == {"pending": 3, "failing": 1}
    store.sent(pending.number)
    assert figures(url) == {"pending": 2, "failing": 0}


def test_a_database_that_is_away_costs_these_figures_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "tickets.db").mkdir()
    assert figures(f"sqlite:///{tmp_path / 'tickets.db'}") == {"pending": None, "failing": None}
    assert "Tickets could not be counted: OperationalError" in caplog.text
