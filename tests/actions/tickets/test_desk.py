from pathlib import Path

import pytest

from actions.tickets.desk import BuiltInDesk, Helpdesk, MessageToDesk, WebhookDesk, delivery, desk
from actions.tickets.store import TicketStore
from settings.processes import ActionServer, action_server
from settings.reading import SettingsRefused
from tests.actions.tickets.builders import a_ticket
from tests.environment import read_from


def read_anew() -> None:
    action_server.cache_clear()
    desk.cache_clear()


@pytest.fixture
def store(tmp_path: Path) -> TicketStore:
    return TicketStore(f"sqlite:///{tmp_path / 'conversations.db'}")


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read_anew()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'conversations.db'}")
    monkeypatch.delenv("HANDOFF_WEBHOOK_URL", raising=False)


def test_without_a_receiver_nobody_is_told(store: TicketStore) -> None:
    alone: Helpdesk = BuiltInDesk(store)
    alone.open(a_ticket())
    alone.add("someone", MessageToDesk("在吗", frozenset()))
    alone.close("someone")
    assert store.take(10.0, 20.0) is None
    assert store.all()[0]["closed"]


def test_a_receiver_hears_everything(store: TicketStore) -> None:
    connected: Helpdesk = WebhookDesk(store)
    connected.open(a_ticket())
    connected.add("someone", MessageToDesk("在吗", frozenset()))
    connected.close("someone")
    for _ in range(3):
        pending = store.take(10.0, 20.0)
        assert pending
        store.sent(pending.number)


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk().is_built_in
    read_anew()
    monkeypatch.setenv("HANDOFF_WEBHOOK_URL", "https://desk.example.org/tickets")
    with pytest.raises(SettingsRefused):
        desk()
    monkeypatch.setenv("HANDOFF_WEBHOOK_SECRET", "9c1f7ab24e60d83b")
    assert not desk().is_built_in
    assert desk().attended(), "of a desk of another system nothing else is known"
    read_anew()


def test_nothing_is_delivered_without_a_receiver() -> None:
    assert delivery(read_from(ActionServer, {"DATABASE_URL": "sqlite:///c.db"})) is None
