import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pytest
from argon2 import PasswordHasher

from console.accounts import session_handlers
from console.accounts.passwords import Passwords
from console.accounts.sign_in_limit import MINUTES, MOST_OF_A_NAME, MOST_OF_AN_ADDRESS, SignInLimit
from console.http.cookies import COOKIE
from console.services import Installation
from persistence.database import Database
from tests.console.site import PASSWORD, Browser, Site, running_site

NEW = {"name": "xiaowang", "title": "小王", "password": PASSWORD}


def joined(site: Site, **more: str) -> Browser:
    """Make an account by the first administrator's link."""
    token, _ = site.services.invitations.make_first(time.time())
    answer = site.nobody().ask("POST", f"/api/invitations/{token}", {**NEW, **more})
    assert answer.status_code == 200, answer.text
    return Browser(site.client, answer.cookies[COOKIE])


def test_the_first_administrator_comes_by_a_link_that_is_good_once(site: Site) -> None:
    assert not site.services.invitations.has_administrator()
    old, _ = site.services.invitations.make_first(time.time())
    token, _ = site.services.invitations.make_first(time.time())
    assert site.nobody().ask("GET", f"/api/invitations/{old}").status_code == 404
    assert site.nobody().get(f"/api/invitations/{token}") == {"role": "admin", "first": True}
    answer = site.nobody().ask("POST", f"/api/invitations/{token}", NEW)
    assert answer.json()["role"] == "admin"
    assert site.services.invitations.has_administrator()
    again = site.nobody().ask("POST", f"/api/invitations/{token}", {**NEW, "name": "other"})
    assert again.status_code == 404
    assert [row[1] for row in site.done()] == ["admin_link", "admin_link", "joined", "sign_in"]


def test_a_link_ends_and_its_token_is_nowhere(site: Site) -> None:
    token, until = site.services.invitations.make_first(time.time())
    assert site.services.invitations.find(token, until + 1) is None
    assert token.encode() not in b"".join(file.read_bytes() for file in Path(site.url[10:]).parent.iterdir())


def test_a_name_is_one_person_s(site: Site) -> None:
    admin = joined(site)
    link = admin.post("/api/invitations", {"role": "agent"})["link"]
    token = link.rpartition("/")[2]
    assert link == f"http://testserver/#/join/{token}"
    taken = site.nobody().ask("POST", f"/api/invitations/{token}", NEW)
    assert (taken.status_code, taken.json()["error"]) == (409, "这个登录名已经有人用了，请换一个。")
    # The link is still good: nothing was made.
    made = site.nobody().ask("POST", f"/api/invitations/{token}", {**NEW, "name": "xiaoli", "title": "小李"})
    assert made.json()["role"] == "agent"


def test_a_weak_password_is_refused_with_a_sentence(site: Site) -> None:
    token, _ = site.services.invitations.make_first(time.time())
    for weak in ("short", "aaaaaaaaaaaaaaa", "xiaowang-2026!"):
        answer = site.nobody().ask("POST", f"/api/invitations/{token}", {**NEW, "password": weak})
        assert answer.status_code == 400
        assert weak not in answer.text


def test_signing_in_and_out(site: Site) -> None:
    first = joined(site)
    answer = site.nobody().ask("POST", "/api/sign-in", {"name": "XiaoWang", "password": PASSWORD})
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert all(flag in cookie for flag in ("HttpOnly", "SameSite=strict", "Path=/"))
    second = Browser(site.client, answer.cookies[COOKIE])
    assert second.get("/api/me")["name"] == "xiaowang"
    second.post("/api/sign-out")
    assert second.ask("GET", "/api/me").status_code == 401
    assert first.get("/api/me")["title"] == "小王"
    third = site.nobody().ask("POST", "/api/sign-in", {"name": "xiaowang", "password": PASSWORD})
    first.post("/api/sign-out", {"everywhere": True})
    assert Browser(site.client, third.cookies[COOKIE]).ask("GET", "/api/me").status_code == 401


def test_no_table_holds_a_token_or_a_password(site: Site) -> None:
    token = joined(site).token
    held = b"".join(file.read_bytes() for file in Path(site.url[10:]).parent.iterdir())
    assert token.encode() not in held
    assert PASSWORD.encode() not in held


def test_a_wrong_name_and_a_wrong_password_are_told_alike(site: Site) -> None:
    joined(site)
    answers = [
        site.nobody().ask("POST", "/api/sign-in", {"name": name, "password": word})
        for name, word in (("xiaowang", "wrong word 12"), ("nobody", PASSWORD))
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(401, '{"error":"登录名或密码不对。"}')}
    assert all("set-cookie" not in answer.headers for answer in answers)


def test_guessing_is_braked_by_name(site: Site) -> None:
    joined(site)
    wrong = {"name": "xiaowang", "password": "wrong word 12"}
    statuses = [site.nobody().ask("POST", "/api/sign-in", wrong).status_code for _ in range(MOST_OF_A_NAME + 1)]
    assert statuses == [401] * MOST_OF_A_NAME + [429]
    right = {"name": "xiaowang", "password": PASSWORD}
    assert site.nobody().ask("POST", "/api/sign-in", right).status_code == 429


def test_guessing_is_braked_by_address_and_ends(site: Site) -> None:
    brake = SignInLimit(site.database)
    tried = [brake.is_on(f"name-{number}", "10.0.0.1", 1000.0) for number in range(MOST_OF_AN_ADDRESS + 1)]
    assert tried == [False] * MOST_OF_AN_ADDRESS + [True]
    assert not brake.is_on("name", "10.0.0.2", 1000.0)
    assert not brake.is_on("name", "10.0.0.1", 1001.0 + MINUTES * 60)


def test_who_succeeds_does_not_brake_the_office(site: Site) -> None:
    brake = SignInLimit(Database(site.url))
    for number in range(3 * MOST_OF_AN_ADDRESS):
        assert not brake.is_on("name", "10.0.0.1", 1000.0 + number)
        brake.off("name", "10.0.0.1", 1000.0 + number)


def test_behind_https_the_cookie_goes_nowhere_else(tmp_path: Path) -> None:
    with running_site(tmp_path, Installation("https://desk.example.org", True, 1)) as site:
        token, _ = site.services.invitations.make_first(time.time())
        headers = {"host": "desk.example.org", "x-forwarded-for": "1.2.3.4, 10.0.0.9"}
        answer = site.nobody().ask("POST", f"/api/invitations/{token}", NEW, **headers)
        assert "Secure" in answer.headers["set-cookie"]
        assert site.services.audit.rows(0)[0]["address"] == "10.0.0.9"


def test_another_host_is_refused(site: Site) -> None:
    for host in ("evil.example", "testserver.evil.example", "", "[::2]"):
        assert site.nobody().ask("GET", "/api/me", host=host).status_code == 421
    both = site.client.get("/api/me", headers=[("host", "testserver"), ("host", "evil.example")])
    assert both.status_code == 421
    for host in ("testserver", "127.0.0.1:5006", "localhost", "[::1]:5006"):
        assert site.nobody().ask("GET", "/api/me", host=host).status_code == 401


def test_guessers_leave_the_others_their_threads(tmp_path: Path) -> None:
    class Slow(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            held.wait(20)
            return super().verify(hash, password)

    held, passwords = threading.Event(), Passwords(Slow(time_cost=1, memory_cost=1024, parallelism=1))
    with (
        running_site(tmp_path, passwords=passwords) as site,
        ThreadPoolExecutor(MOST_OF_AN_ADDRESS) as guessers,
    ):
        agent = site.signed_in("xiaowang")
        body = {"name": "nobody", "password": "wrong word 12"}
        guesses = [guessers.submit(site.nobody().ask, "POST", "/api/sign-in", body) for _ in range(MOST_OF_A_NAME)]
        assert [agent.get("/api/me")["name"] for _ in range(20)] == ["xiaowang"] * 20
        assert not any(guess.done() for guess in guesses)
        held.set()
        assert {guess.result().status_code for guess in guesses} == {401}


def test_before_new_content_is_made_the_database_is_not_blamed(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing() -> None:
        raise FileNotFoundError("profile.json")

    agent = site.signed_in("xiaowang")
    monkeypatch.setattr(session_handlers, "profile", missing)
    answer = agent.ask("GET", "/api/me")
    assert (answer.status_code, answer.json()["error"]) == (503, "问答的内容正在准备，请稍后再试。")
    assert "database" not in caplog.text


def test_a_body_that_is_none(site: Site) -> None:
    send = site.client.post
    for body in ("", "[]", "{", '{"name": 1}', '{"name": "a", "password": "b", "more": 1}', "null", "[" * 60_000):
        answer = send("/api/sign-in", content=body)
        assert answer.status_code == 400, body[:20]
        assert set(answer.json()) == {"error"}
    assert send("/api/sign-in", content="x" * 70_000).status_code == 413
