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
    assert listed == {"one": (True, "online"), "boss": (False, "online")}
    assert [what for _, what, _ in site.done()] == ["agent_changed"] * 3
    assert admin.get("/api/audit")["rows"][0]["detail"] == "one disabled=True"


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
