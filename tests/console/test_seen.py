"""What of a conversation its agent has seen: what the page says it has shown, nothing else."""

import pytest

from tests.console.site import Browser, Site
from tests.console.test_conversation_handlers import claimed
from tests.console.test_inbox import said


@pytest.fixture
def one(site: Site) -> Browser:
    return site.signed_in("one")


def unread(browser: Browser) -> list[int]:
    return [ticket["unread"] for ticket in browser.get("/api/tickets?box=mine")["tickets"]]


def see(browser: Browser, ticket: str, last: int) -> int:
    return int(browser.ask("POST", f"/api/tickets/{ticket}/seen", {"last": last}).status_code)


def test_reading_marks_nothing(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    said(site, "web-a", "user", "在吗")
    page = one.get(f"/api/tickets/{ticket}")
    assert (page["ticket"]["unread"], unread(one)) == (1, [1])
    assert see(one, ticket, page["last"]) == 200
    assert (one.get(f"/api/tickets/{ticket}")["ticket"]["unread"], unread(one)) == (0, [0])


def test_what_came_after_what_was_shown_stays_unread(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    first, second = (said(site, "web-a", "user", text) for text in ("在吗", "证书打不出来"))
    see(one, ticket, first)
    assert unread(one) == [1]
    see(one, ticket, second)
    # Another tab is behind.
    see(one, ticket, first)
    assert unread(one) == [0]


def test_nobody_sees_what_is_still_to_come(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    said(site, "web-a", "user", "在吗")
    assert see(one, ticket, 2**31 - 1) == 200
    said(site, "web-a", "user", "证书打不出来")
    assert unread(one) == [1]
    assert [see(one, ticket, last) for last in (0, -1, 2**31)] == [400] * 3


def test_who_has_passed_it_on_sees_nothing_for_the_colleague(site: Site, one: Browser) -> None:
    ticket, two, boss = claimed(site, one), site.signed_in("two"), site.signed_in("boss", role="admin")
    see(one, ticket, said(site, "web-a", "user", "在吗"))
    one.post(f"/api/tickets/{ticket}/transfer", {"agent": "two", "note": ""})
    assert unread(two) == [1], "the title counts what the colleague has not opened"
    last = said(site, "web-a", "user", "证书打不出来")
    for other in (one, boss):
        other.get(f"/api/tickets/{ticket}")
        see(other, ticket, last)
    assert unread(two) == [2]
    see(two, ticket, last)
    assert unread(two) == [0]


async def test_the_other_tabs_of_the_agent_hear_of_it_and_nobody_else(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    last = said(site, "web-a", "user", "在吗")
    hub = site.services.hub
    with hub.listening("one") as mine, hub.listening("two") as other:
        see(one, ticket, last)
        see(one, ticket, last)
        assert await mine.next(0.01) == ([ticket], False)
        assert [await listener.next(0.01) for listener in (mine, other)] == [([], False)] * 2
