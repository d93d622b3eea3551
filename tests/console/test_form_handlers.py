"""The form for the staff at the desk: asked for, filled in, looked at by who has the conversation; each look kept."""

import time

from persistence.helpdesk.details import Details
from tests.console.site import Site
from tests.console.test_conversation_handlers import claimed

DETAILS = Details("370102199003071239", "王小明", "济南市第一中学")


def filled(site: Site, conversation: str = "web-a") -> None:
    assert site.services.forms
    assert site.services.forms.fill(conversation, DETAILS, time.time())


def test_who_has_the_conversation_asks_and_looks(site: Site) -> None:
    agent = site.signed_in("one")
    ticket = claimed(site, agent)
    assert agent.get(f"/api/tickets/{ticket}")["ticket"]["form"] == {"filled": None, "look": False}
    agent.post(f"/api/tickets/{ticket}/form/ask")
    assert site.told()[-1] == ("web-a", "form")
    filled(site)
    page = agent.get(f"/api/tickets/{ticket}")
    assert page["ticket"]["form"]["look"]
    assert DETAILS.id_number not in str(page)
    for _ in range(2):
        assert agent.post(f"/api/tickets/{ticket}/form/look") == DETAILS.as_dict()
    assert site.done()[-3:] == [
        ("one", "form_asked", ticket),
        ("one", "form_read", ticket),
        ("one", "form_read", ticket),
    ]
    assert DETAILS.name not in str(site.services.audit.rows(0))


def test_a_colleague_an_administrator_and_a_reader_see_nothing(site: Site) -> None:
    ticket = claimed(site, site.signed_in("one"))
    filled(site)
    for role in ("agent", "admin", "reader"):
        other = site.signed_in(f"other-{role}", role=role)
        assert not other.get(f"/api/tickets/{ticket}")["ticket"]["form"]["look"]
        answer = other.ask("POST", f"/api/tickets/{ticket}/form/look", {})
        assert answer.status_code == (403 if role == "reader" else 404)
        assert other.ask("POST", f"/api/tickets/{ticket}/form/ask", {}).status_code in (403, 409)
        assert DETAILS.name not in answer.text
    assert "form_read" not in [what for _, what, _ in site.done()]


def test_lists_and_a_search_hold_nothing_of_it(site: Site) -> None:
    agent = site.signed_in("one")
    claimed(site, agent)
    filled(site)
    for box in ("waiting", "mine", "all", "closed"):
        assert DETAILS.name not in str(agent.get(f"/api/tickets?box={box}"))
    assert agent.get(f"/api/tickets?box=all&q={DETAILS.name}")["tickets"] == []


def test_without_forms_there_is_nothing_to_ask_for(site: Site) -> None:
    agent = site.signed_in("one")
    ticket = claimed(site, agent)
    object.__setattr__(site.services, "forms", None)
    assert agent.get(f"/api/tickets/{ticket}")["ticket"]["form"] is None
    assert agent.ask("POST", f"/api/tickets/{ticket}/form/ask", {}).status_code == 404
