"""What the server says to whoever acts on a conversation that is over, or not theirs."""

from typing import Any

import pytest

from tests.console.site import Site

CLOSED = "这个对话已经结束，不能再操作。"
ACTS: list[tuple[str, Any]] = [
    ("claim", {}),
    ("give-back", {"to": "queue"}),
    ("give-back", {"to": "assistant"}),
    ("transfer", {"agent": "two", "note": ""}),
    ("transfer", {"agent": "one", "note": ""}),
    ("transfer", {"agent": "away", "note": ""}),
    ("close", {"ended": "unsolved"}),
    ("presence", {}),
    ("messages", {"key": "key-00000001", "text": "您好", "seen": 0}),
    ("answer", {"key": "key-00000001", "faq_id": "password_recover"}),
    ("pictures", b"x"),
    ("form/ask", {}),
]


@pytest.mark.parametrize(("act", "body"), ACTS)
@pytest.mark.parametrize("role", ["agent", "admin"])
def test_what_is_closed_refuses_all_and_says_so(site: Site, act: str, body: Any, role: str) -> None:
    ticket = site.asks("web-a")
    agent = site.signed_in("one", role=role, most=1)
    site.agent("two")
    site.agent("away", state="offline")
    agent.post(f"/api/tickets/{ticket}/claim")
    agent.post(f"/api/tickets/{ticket}/close", {"ended": "solved"})
    agent.post(f"/api/tickets/{site.asks('web-b')}/claim")
    told = site.told()
    refused = agent.ask("POST", f"/api/tickets/{ticket}/{act}", body, **{"x-key": "key-00000001"})
    assert (refused.status_code, refused.json()) == (409, {"error": CLOSED})
    assert (site.row(ticket).ended, site.told()) == ("solved", told)
    assert not any(agent.get(f"/api/tickets/{ticket}")["may"].values())


@pytest.mark.parametrize(("act", "body"), [one for one in ACTS if one[0] not in ("claim", "transfer")])
def test_who_does_not_have_it_is_told_who_has(site: Site, act: str, body: Any) -> None:
    ticket, waits = site.asks("web-a"), site.asks("web-b")
    agent, two = site.signed_in("one"), site.signed_in("two")
    agent.post(f"/api/tickets/{ticket}/claim")

    def said_of(which: str) -> str:
        return str(two.ask("POST", f"/api/tickets/{which}/{act}", body, **{"x-key": "key-00000001"}).json()["error"])

    assert said_of(ticket) == "这个对话现在由 客服one 接待。"
    assert said_of(waits) == "这个对话在排队，请先接待。"
