"""The form for the staff: encrypted, for who has the request alone, by a link once, gone a day after closing."""

import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from persistence.helpdesk.details import LONGEST, Details, details_of
from persistence.helpdesk.handovers import record_nothing
from persistence.helpdesk.staff_forms import LINK_SECONDS, StaffForms
from persistence.privacy.staff_forms import AFTER_CLOSING, LONGEST_OPEN, expire_staff_forms
from persistence.tables import staff_forms
from tests.persistence.helpdesk.desk import TestDesk

DETAILS = Details("370102199003071239", "王小明", "济南市第一中学")


@pytest.fixture
def forms(desk: TestDesk) -> StaffForms:
    desk.agent("one")
    desk.agent("two")
    return StaffForms(desk.database, b"key")


def claimed(desk: TestDesk, conversation: str = "web-a") -> str:
    ticket = desk.asks(conversation)
    desk.handovers.claim(ticket, "one")
    return ticket


def rows(desk: TestDesk) -> list[Any]:
    with desk.database.begin() as connection:
        return list(connection.execute(select(staff_forms)).all())


def look(forms: StaffForms, ticket: str, agent: str = "one", after: float = 0.0) -> Details | None:
    return forms.look(ticket, agent, record_nothing, time.time() + after)


def test_only_while_a_person_has_the_conversation(desk: TestDesk, forms: StaffForms) -> None:
    ticket, now = desk.asks("web-a"), time.time()
    assert not forms.fill("web-a", DETAILS, now)
    assert forms.link("web-a", now) is None
    desk.handovers.claim(ticket, "one")
    assert forms.fill("web-a", DETAILS, now)
    assert look(forms, ticket) == DETAILS
    assert forms.fill("web-a", Details(name="王晓明"), now)
    assert look(forms, ticket) == Details(name="王晓明")
    desk.handovers.close(ticket, "one", "solved")
    assert not forms.fill("web-a", DETAILS, now)
    assert not forms.fill("web-b", DETAILS, now)


def test_it_is_encrypted_and_belongs_to_its_request(desk: TestDesk, forms: StaffForms) -> None:
    first, second = claimed(desk, "web-a"), claimed(desk, "web-b")
    forms.fill("web-a", DETAILS, time.time())
    row = rows(desk)[0]
    assert not [word for word in DETAILS.as_dict().values() if word in str(row)]
    assert StaffForms(desk.database, b"another").opened(row.sealed, first) is None
    assert forms.opened(row.sealed, second) is None
    assert forms.opened(row.sealed, first) == DETAILS


def test_only_who_has_the_request_sees_it(desk: TestDesk, forms: StaffForms) -> None:
    ticket = claimed(desk)
    forms.fill("web-a", DETAILS, time.time())
    looks: list[str] = []
    seen = forms.look(ticket, "one", lambda _, of: looks.append(of), time.time())
    assert (seen, looks) == (DETAILS, [ticket])
    assert look(forms, ticket, "two") is None
    desk.handovers.transfer(ticket, "one", "two", "")
    assert (look(forms, ticket, "one"), look(forms, ticket, "two")) == (None, DETAILS)
    desk.handovers.give_back(ticket, "two")
    assert look(forms, ticket, "two") is None
    desk.handovers.claim(ticket, "one")
    desk.handovers.close(ticket, "one", "solved")
    assert look(forms, ticket, "one") == DETAILS


def test_what_can_not_be_noted_is_not_shown(desk: TestDesk, forms: StaffForms) -> None:
    def refuses(_: object, __: str) -> None:
        raise OSError("full")

    ticket = claimed(desk)
    forms.fill("web-a", DETAILS, time.time())
    with pytest.raises(OSError, match="full"):
        forms.look(ticket, "one", refuses, time.time())


def test_a_link_is_good_once_and_for_half_an_hour(desk: TestDesk, forms: StaffForms) -> None:
    ticket, now = claimed(desk), time.time()
    token = forms.link("web-a", now) or ""
    assert token not in str(rows(desk))
    assert forms.of_link(token, now) == "web-a"
    assert forms.of_link(token, now + LINK_SECONDS) is None
    assert forms.fill_by(token, DETAILS, now + LINK_SECONDS) is None
    assert forms.fill_by("made-up", DETAILS, now) is None
    assert forms.fill_by(token, DETAILS, now) == "web-a"
    assert forms.fill_by(token, Details(name="别人"), now) is None
    assert look(forms, ticket) == DETAILS


def test_a_newer_link_ends_the_older_and_closing_ends_both(desk: TestDesk, forms: StaffForms) -> None:
    ticket, now = claimed(desk), time.time()
    older, newer = forms.link("web-a", now) or "", forms.link("web-a", now) or ""
    assert (forms.of_link(older, now), forms.of_link(newer, now)) == (None, "web-a")
    desk.handovers.close(ticket, "one", "solved")
    assert forms.fill_by(newer, DETAILS, now) is None


def test_a_day_after_closing_it_is_gone(desk: TestDesk, forms: StaffForms) -> None:
    ticket, now = claimed(desk), time.time()
    forms.fill("web-a", DETAILS, now)
    assert expire_staff_forms(desk.database.engine, now + AFTER_CLOSING) == 0
    desk.handovers.close(ticket, "one", "solved")
    assert expire_staff_forms(desk.database.engine, now) == 0
    assert look(forms, ticket, after=AFTER_CLOSING + 2) is None
    assert forms.status(ticket, "one", now + AFTER_CLOSING + 2).filled is None
    assert expire_staff_forms(desk.database.engine, now + AFTER_CLOSING + 2) == 1
    assert rows(desk) == []


def test_one_that_nobody_works_on_goes_as_well(desk: TestDesk, forms: StaffForms) -> None:
    ticket, now = claimed(desk), time.time()
    forms.fill("web-a", DETAILS, now)
    desk.handovers.give_back(ticket, "one")
    assert expire_staff_forms(desk.database.engine, now + LONGEST_OPEN - 1) == 0
    assert expire_staff_forms(desk.database.engine, now + LONGEST_OPEN + 1) == 1


def test_the_user_is_asked_by_who_has_the_conversation(desk: TestDesk, forms: StaffForms) -> None:
    ticket = claimed(desk)
    assert not forms.ask(ticket, "two", "客服two", record_nothing)
    assert forms.ask(ticket, "one", "客服one", record_nothing)
    assert desk.told() == [("web-a", "claimed"), ("web-a", "form")]


def test_deleted_forms_leave_nothing_in_the_file(tmp_path: Path) -> None:
    desk = TestDesk(f"sqlite:///{tmp_path / 'desk.db'}")
    desk.agent("one")
    ticket, now = claimed(desk), time.time()
    forms = StaffForms(desk.database, b"key")
    forms.fill("web-a", DETAILS, now)
    sealed = rows(desk)[0].sealed.encode()
    desk.handovers.close(ticket, "one", "solved")
    expire_staff_forms(desk.database.engine, now + AFTER_CLOSING + 2)
    assert not [file for file in tmp_path.iterdir() if sealed in file.read_bytes()]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"name": " 王\u3000小明\n"}, Details(name="王 小明")),
        ({"id_number": "3701\u202e02", "name": "", "other": 1}, Details("370102")),
        ({}, None),
        ({"name": "  "}, None),
        ({"name": 1}, None),
        ({"name": "王" * (LONGEST["name"] + 1)}, None),
        ("王小明", None),
        (None, None),
    ],
)
def test_what_a_form_may_say(given: object, found: Details | None) -> None:
    assert details_of(given) == found
