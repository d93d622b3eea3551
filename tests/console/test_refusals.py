"""Whatever the desk refuses, it says why in a short Chinese sentence: JSON for the page, the sentence for a reader."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from console.app import app_of
from console.http.endpoint import Rule
from console.pages import ConsolePages
from console.routes import RULES
from tests.console.site import Site
from tests.console.test_routes import named, path_of

SENTENCE = re.compile(r"^[^a-z]*[\u4e00-\u9fff][^a-z]*。$")
LARGE = b"x" * 9_000_000
PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
OTHERS = [("GET", "/nothing"), ("PUT", "/"), ("GET", "/assets/nothing.js"), ("GET", "/metrics"), ("POST", "/health")]


def is_said(answer: Any) -> bool:
    return bool(SENTENCE.match(answer.json()["error"]))


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_nine_megabytes_of_nobody(site: Site, rule: Rule) -> None:
    answer = site.nobody().ask(rule.method, path_of(rule), LARGE)
    assert 400 <= answer.status_code < 500
    assert is_said(answer)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.method != "GET"], ids=named)
def test_nine_megabytes_of_an_administrator(site: Site, rule: Rule) -> None:
    answer = site.signed_in("boss", role="admin").ask(rule.method, path_of(rule), LARGE)
    assert answer.status_code in (200, 400, 404, 409, 413)
    assert answer.status_code == 200 or is_said(answer)


@pytest.mark.parametrize(("method", "path"), OTHERS)
def test_every_other_address(site: Site, method: str, path: str) -> None:
    answer = site.nobody().ask(method, path)
    assert 400 <= answer.status_code < 500
    assert SENTENCE.match(answer.json()["error"].replace("METRICS_FROM", ""))


@pytest.mark.parametrize(("method", "path"), [*OTHERS, ("GET", "/api/figures.xlsx"), ("GET", "/api/me")])
def test_who_opens_an_address_reads_the_sentence_alone(site: Site, method: str, path: str) -> None:
    answer = site.client.request(method, path, headers=PAGE)
    assert answer.headers["content-type"].startswith("text/plain")
    assert SENTENCE.match(answer.text.replace("METRICS_FROM", ""))
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_nobody_has_foreseen(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("an English sentence")

    monkeypatch.setattr(ConsolePages, "index", fails)
    with TestClient(app_of(site.services, ConsolePages()), raise_server_exceptions=False) as client:
        answer = client.get("/")
    assert (answer.status_code, is_said(answer)) == (500, True)
    assert "English" not in answer.text
