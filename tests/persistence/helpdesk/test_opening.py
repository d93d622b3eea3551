"""What the assistant writes of a request: its number, its state, its end."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.tickets.store import TicketStore
from persistence.helpdesk.states import State, Step, allows
from tests.actions.tickets.builders import a_ticket
from tests.persistence.helpdesk.desk import TestDesk

AT = "2026-11-23T03:00:00+00:00"
ALLOWED = {
    ("waiting", "claim"), ("left", "claim"), ("active", "reply"), ("active", "give_back"), ("active", "transfer"),
    ("active", "close"), ("left", "close"),
}  # fmt: skip


@pytest.mark.parametrize("state", ["waiting", "active", "left", "closed"])
@pytest.mark.parametrize("step", ["claim", "reply", "give_back", "transfer", "close"])
def test_every_step_is_allowed_or_refused(state: State, step: Step) -> None:
    assert allows(state, step) == ((state, step) in ALLOWED)


def test_many_at_once_get_numbers_of_their_own(desk: TestDesk) -> None:
    def opened(number: int) -> str:
        return TicketStore(desk.url).open(a_ticket(f"web-{number}"), None, tell=False)

    with ThreadPoolExecutor(10) as pool:
        made = list(pool.map(opened, range(20)))
    assert sorted(desk.row(ticket).number for ticket in made) == list(range(1, 21))


def test_who_was_left_waits_when_somebody_is_there(desk: TestDesk) -> None:
    ticket = desk.asks("web-a", attended=False)
    assert desk.row(ticket).state == "left"
    before = desk.asks("web-b")
    assert desk.asks("web-a") == ticket
    assert (desk.row(ticket).state, desk.row(ticket).number) == ("waiting", 1)
    assert desk.places.position("web-a") == 1
    since = desk.row(before).waiting_since
    assert desk.asks("web-b", attended=False) == before
    assert (desk.row(before).state, desk.row(before).waiting_since) == ("waiting", since)


def test_who_has_somebody_keeps_them(desk: TestDesk) -> None:
    desk.agent("one")
    ticket = desk.asks("web-a")
    desk.handovers.claim(ticket, "one")
    assert desk.asks("web-a") == ticket
    assert (desk.row(ticket).state, desk.row(ticket).agent) == ("active", "one")


@pytest.mark.parametrize(
    ("claimed", "reason", "ended"), [(False, None, "abandoned"), (True, None, "user"), (True, "idle", "idle")]
)
def test_how_it_ends(desk: TestDesk, claimed: bool, reason: str | None, ended: str) -> None:
    desk.agent("one")
    ticket = desk.asks("web-a")
    if claimed:
        desk.handovers.claim(ticket, "one")
    desk.store.close("web-a", AT, reason, tell=False)
    row = desk.row(ticket)
    assert (row.state, row.ended, row.closed) == ("closed", ended, AT)
