"""Every route with nobody's, a made-up, an ended, a disabled and each role's session: who may not gets nothing."""

import time

import pytest
from sqlalchemy import text

from console.accounts.sessions import IDLE, LONGEST
from console.http.endpoint import Rule
from console.routes import RULES
from tests.console.site import Browser, Site

RANK = {"reader": 1, "agent": 2, "admin": 3}
GUARDED = [rule for rule in RULES if rule.permission != "anybody"]
OPEN = {("POST", "/api/sign-in"), ("GET", "/api/invitations/{token}"), ("POST", "/api/invitations/{token}")}


def path_of(rule: Rule) -> str:
    return rule.path.replace("{id}", "x").replace("{token}", "x").replace("{file}", "x")


def named(rule: Rule) -> str:
    return f"{rule.method} {rule.path}"


def asked(browser: Browser, rule: Rule, **headers: str) -> int:
    body: dict[str, str] | None = None if rule.method == "GET" else {}
    return int(browser.ask(rule.method, path_of(rule), body, **headers).status_code)


def test_only_these_are_open_to_anybody() -> None:
    assert {(rule.method, rule.path) for rule in RULES if rule.permission == "anybody"} == OPEN


@pytest.mark.parametrize("rule", GUARDED, ids=named)
def test_whoever_has_no_session_gets_nothing(site: Site, rule: Rule) -> None:
    assert asked(site.nobody(), rule) == 401
    assert asked(Browser(site.client, "made-up"), rule) == 401
    ended, old, off = (site.signed_in(name, role="admin") for name in ("ended", "old", "off"))
    now = time.time()
    with site.database.begin() as connection:
        connection.execute(text("UPDATE agent_sessions SET until = :now WHERE agent = 'ended'"), {"now": now - 1})
        connection.execute(text("UPDATE agent_sessions SET seen = :at WHERE agent = 'old'"), {"at": now - IDLE - 1})
        connection.execute(text("UPDATE agents SET disabled = true WHERE id = 'off'"))
    assert [asked(browser, rule) for browser in (ended, old, off)] == [401] * 3
    assert LONGEST > IDLE


@pytest.mark.parametrize("role", RANK)
@pytest.mark.parametrize("rule", [rule for rule in GUARDED if rule.path != "/api/events"], ids=named)
def test_each_role_gets_what_it_may_and_nothing_above(site: Site, rule: Rule, role: str) -> None:
    browser = site.signed_in("somebody", role=role)
    status = asked(browser, rule)
    assert (status == 403) == (RANK[role] < RANK[rule.permission])
    assert status != 401
    assert status < 500


@pytest.mark.parametrize("rule", [rule for rule in GUARDED if rule.method != "GET"], ids=named)
def test_a_foreign_page_changes_nothing(site: Site, rule: Rule) -> None:
    browser = site.signed_in("somebody", role="admin")
    other = site.signed_in("other", role="admin")
    assert asked(browser, rule, **{"X-CSRF": ""}) == 403
    assert asked(browser, rule, **{"X-CSRF": "0" * 32}) == 403
    assert asked(browser, rule, **{"X-CSRF": other.ask("GET", "/api/me").json()["csrf"]}) == 403


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_another_method_does_not_exist(site: Site, rule: Rule) -> None:
    browser = site.signed_in("somebody", role="admin")
    methods = {other.method for other in RULES if other.path == rule.path}
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - methods:
        # "next" is also an id, of which something may be asked.
        if (method, rule.path) != ("GET", "/api/tickets/next"):
            assert browser.ask(method, path_of(rule)).status_code == 405


def test_what_is_not_named_does_not_exist(site: Site) -> None:
    browser = site.signed_in("somebody", role="admin")
    for path in ("/api", "/api/", "/api/agents/x/y", "/assets/..%2f..%2fconsole%2fapp.py", "/docs", "/api/tickets/"):
        assert browser.ask("GET", path).status_code == 404, path
