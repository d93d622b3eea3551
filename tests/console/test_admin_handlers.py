import time
from typing import Any

import pytest

from tests.console.site import Site


def test_an_administrator_changes_accounts_and_it_is_kept(site: Site) -> None:
    admin = site.signed_in("boss", role="admin")
    agent = site.signed_in("one")
    changed = admin.ask("PATCH", "/api/agents/one", {"title": "小一", "most": 3}).json()
    assert (changed["title"], changed["most"]) == ("小一", 3)
    assert agent.get("/api/me")["title"] == "小一"
    admin.ask("PATCH", "/api/agents/one", {"role": "reader"})
    assert agent.ask("GET", "/api/me").status_code == 401, "who may do less signs in again"
    admin.ask("PATCH", "/api/agents/one", {"disabled": True})
    listed = {one["id"]: (one["disabled"], one["state"]) for one in admin.get("/api/agents")}
    assert listed == {"one": (True, "offline"), "boss": (False, "online")}
    assert [what for _, what, _ in site.done()] == ["agent_changed"] * 3
    assert admin.get("/api/audit")["rows"][0]["detail"] == "小一：停用"


def test_the_last_administrator_stays(site: Site) -> None:
    admin = site.signed_in("boss", role="admin")
    for change in ({"role": "agent"}, {"disabled": True}):
        answer = admin.ask("PATCH", "/api/agents/boss", change)
        assert (answer.status_code, answer.json()["error"]) == (409, "至少要留一位管理员。")
    site.signed_in("other", role="admin")
    assert admin.ask("PATCH", "/api/agents/boss", {"role": "agent"}).status_code == 200
    assert site.done()[-1][1] == "agent_changed"


def test_what_can_t_be_changed(site: Site) -> None:
    admin = site.signed_in("boss", role="admin")
    for change in ({}, {"most": 0}, {"role": "god"}, {"name": "x"}, {"password_hash": "x"}, {"title": "=1+1"}):
        assert admin.ask("PATCH", "/api/agents/boss", change).status_code == 400
    assert admin.ask("PATCH", "/api/agents/nobody", {"most": 3}).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"title": "小一"}, {"most": 3}, {"role": "admin"}, {"disabled": False}, {"role": "agent"},
        {"title": "小一", "role": "agent", "most": 3, "disabled": False},
    ],
)  # fmt: skip
def test_what_takes_nothing_away_signs_nobody_out(site: Site, change: dict[str, Any]) -> None:
    admin, agent = site.signed_in("boss", role="admin"), site.signed_in("one")
    ticket = site.asks("web-a")
    agent.post(f"/api/tickets/{ticket}/claim")
    assert admin.ask("PATCH", "/api/agents/one", change).status_code == 200
    me = agent.get("/api/me")
    assert {name: me[name] for name in change if name in me} == {
        name: value for name, value in change.items() if name in me
    }
    assert site.handovers.lost(time.time()) == [], "the conversation stays where it is"
    said = {"key": "key-00000001", "text": "您好", "seen": 0}
    assert agent.ask("POST", f"/api/tickets/{ticket}/messages", said).status_code == 200


@pytest.mark.parametrize("change", [{"role": "agent"}, {"role": "reader"}, {"disabled": True}])
def test_what_takes_something_away_signs_out(site: Site, change: dict[str, Any]) -> None:
    admin, other = site.signed_in("boss", role="admin"), site.signed_in("other", role="admin")
    assert admin.ask("PATCH", "/api/agents/other", {**change, "title": "小一"}).status_code == 200
    assert other.ask("GET", "/api/me").status_code == 401


def test_who_is_disabled_is_not_there_when_enabled_again(site: Site) -> None:
    admin, one = site.signed_in("boss", role="admin"), site.signed_in("one")
    assert one.get("/api/me")["agents_online"] == 2
    for disabled in (True, False):
        admin.ask("PATCH", "/api/agents/one", {"disabled": disabled})
    assert {agent["id"]: agent["state"] for agent in admin.get("/api/agents")} == {"boss": "online", "one": "offline"}
    assert admin.get("/api/me")["agents_online"] == 1


def test_only_what_has_changed_is_kept_of_it(site: Site) -> None:
    admin = site.signed_in("boss", role="admin")
    site.agent("one")
    admin.ask("PATCH", "/api/agents/one", {"title": "客服one", "role": "agent", "most": 8, "disabled": False})
    assert site.done() == []


@pytest.mark.parametrize("state", ["online", "busy", "offline"])
def test_each_is_listed_as_they_are(site: Site, state: str) -> None:
    admin = site.signed_in("boss", role="admin")
    site.agent("one", state=state)
    site.agent("gone", state=state, seen=0.0)
    states = {one["id"]: one["state"] for one in admin.get("/api/agents")}
    assert (states["one"], states["gone"]) == (state, "offline")
