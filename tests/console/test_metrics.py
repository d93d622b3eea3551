import time

from prometheus_client import CollectorRegistry

from console.metrics import ConsoleCollector
from persistence.database import Database
from persistence.helpdesk.outbox import put
from persistence.tables import tickets
from tests.console.site import Site
from tests.persistence.helpdesk.desk import BEGAN


def test_what_waits_and_who_is_there(site: Site) -> None:
    site.agent("one", most=1)
    site.agent("two")
    taken, waits = site.asks("web-a"), site.asks("web-b")
    site.asks("web-c", attended=False)
    site.handovers.claim(taken, "one")
    site.outbox.sent(1)
    with site.database.begin() as connection:
        row = connection.execute(tickets.select().where(tickets.c.id == waits)).one()
        put(connection, row, "message", {"text": "x"})
    registry = CollectorRegistry()
    registry.register(ConsoleCollector(site.database))

    def value(name: str, **labels: str) -> float:
        value = registry.get_sample_value(f"xueshi_console_{name}", labels)
        assert value is not None
        return value

    assert [value("requests", state=state) for state in ("waiting", "active", "left")] == [1, 1, 1]
    assert [value("agents", which=which) for which in ("online", "free")] == [2, 1]
    assert value("outbox") == 1
    assert 0 <= value("outbox_age_seconds") < 60
    assert abs(value("longest_wait_seconds") - (time.time() - BEGAN.timestamp() - 60)) < 60


def test_a_database_that_is_away_hides_no_other_figure() -> None:
    registry = CollectorRegistry()
    # A database that would lie within this very file.
    registry.register(ConsoleCollector(Database(f"sqlite:///{__file__}/all.db", pooled=False)))
    assert list(registry.collect()) == []


def test_they_are_for_this_machine_alone(site: Site) -> None:
    assert site.nobody().ask("GET", "/metrics").status_code == 403, "the test's client has no address"
