from console.accounts.passwords import GUESSED
from tests.console.site import PASSWORD, Browser, Site


def with_password(site: Site) -> tuple[Browser, Browser]:
    """Make an account by an invitation; returns its browser, and another one of it."""
    token = site.signed_in("boss", role="admin").post("/api/invitations", {"role": "agent"})["link"].rpartition("/")[2]
    nobody = site.nobody()
    joined = nobody.ask("POST", f"/api/invitations/{token}", {"name": "one", "title": "小一", "password": PASSWORD})
    other = nobody.ask("POST", "/api/sign-in", {"name": "one", "password": PASSWORD})
    return tuple(Browser(site.client, answer.cookies["desk_session"]) for answer in (joined, other))  # type: ignore[return-value]


def test_one_changes_one_s_own_and_is_signed_out_elsewhere(site: Site) -> None:
    one, other = with_password(site)
    new = "another long enough 8"
    answer = one.ask("POST", "/api/me/password", {"old": PASSWORD, "new": new})
    assert (answer.status_code, answer.json()["title"]) == (200, "小一")
    site.client.cookies.jar.clear()
    assert [browser.ask("GET", "/api/me").status_code for browser in (one, other)] == [401, 401]
    assert Browser(site.client, answer.cookies["desk_session"]).get("/api/me")["name"] == "one"
    site.client.cookies.jar.clear()
    statuses = [
        site.nobody().ask("POST", "/api/sign-in", {"name": "one", "password": attempt}).status_code
        for attempt in (PASSWORD, new)
    ]
    assert statuses == [401, 200]
    assert "password_changed" in [what for _, what, _ in site.done()]


def test_a_wrong_or_a_weak_one_changes_nothing(site: Site) -> None:
    one, _ = with_password(site)
    for old, new, refusal in (
        ("wrong", "another long enough 8", "现在的密码不对。"),
        (PASSWORD, "short", "密码至少 10 个字符"),
        (PASSWORD, "one is long enough 9", GUESSED),
    ):
        answer = one.ask("POST", "/api/me/password", {"old": old, "new": new})
        assert answer.status_code == 400
        assert answer.json()["error"].startswith(refusal)
    assert one.get("/api/me")["name"] == "one"


def test_who_guesses_is_stopped(site: Site) -> None:
    one, _ = with_password(site)
    statuses = [
        one.ask("POST", "/api/me/password", {"old": "guessed", "new": "another long enough 8"}).status_code
        for _ in range(12)
    ]
    assert statuses[0] == 400
    assert statuses[-1] == 429
