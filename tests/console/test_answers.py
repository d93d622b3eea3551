"""Answers are found by meaning and sent word for word; replies of one's own hold nobody's data."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import yaml

from console.answers import nearest
from console.answers.nearest import NearestAnswers
from console.answers.texts import answers
from owner.folder import GENERATED
from owner.live import answer_titles
from tests.console.site import Browser, Site
from tests.frozen.project import frozen_project


@pytest.fixture(autouse=True)
def _frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.answers.texts.content_folder", lambda: frozen_project() / "data")


@pytest.fixture(scope="module")
def finds(tmp_path_factory: pytest.TempPathFactory) -> NearestAnswers:
    return NearestAnswers(tmp_path_factory.mktemp("vectors") / "vectors.npz")


def generated() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted((frozen_project() / "data" / GENERATED).glob("*.yml")):
        found |= yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("responses") or {}
    return {name: texts for name, texts in found.items() if name.startswith("utter_faq/")}


def test_every_answer_is_there_word_for_word(finds: NearestAnswers) -> None:
    there = generated()
    assert {f"utter_faq/{id_}" for id_ in answers().texts} == set(there)
    for name, variations in there.items():
        id_ = name.removeprefix("utter_faq/")
        for variation in variations:
            result = finds.answer(id_, variation.get("metadata", {}).get("role"))
            assert result is not None
            assert (result["text"], result["title"]) == (variation["text"], answer_titles()[id_].title)
            assert result["lines"]


def test_a_question_of_the_faq_finds_its_answer_first(finds: NearestAnswers) -> None:
    answers_ = answers()
    asked: dict[str, list[str]] = {}
    for question, id_ in answers_.questions:
        asked.setdefault(question, []).append(id_)
    sample = sorted(asked)[::6]
    right = sum(finds.to(question, 1)[0]["faq_id"] in asked[question] for question in sample)
    assert right >= 0.95 * len(sample)


def test_without_an_encoder_words_are_compared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(nearest, "sentence_encoder", lambda: None)
    result = NearestAnswers(tmp_path / "vectors.npz").to("忘记密码怎么找回", 3)
    assert (len(result), result[0]["faq_id"]) == (3, "password_recover")
    assert not (tmp_path / "vectors.npz").exists()


def test_what_an_agent_sends_waits_for_no_search(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The first search embeds all questions, which takes seconds."""
    begun, may_end = Event(), Event()

    def slow() -> None:
        begun.set()
        may_end.wait(30)

    monkeypatch.setattr(nearest, "sentence_encoder", slow)
    result = NearestAnswers(tmp_path / "vectors.npz")
    with ThreadPoolExecutor(2) as pool:
        searching = pool.submit(result.to, "忘记密码怎么找回", 3)
        assert begun.wait(30)
        try:
            assert pool.submit(result.public).result(20)
        finally:
            may_end.set()
        assert searching.result(30)


@pytest.mark.parametrize("text", ["", " ", "？？", "\U0001f600"])
def test_nothing_finds_nothing(finds: NearestAnswers, text: str) -> None:
    assert finds.to(text, 3) == []


def test_an_answer_is_sent_word_for_word_and_once(site: Site) -> None:
    agent = site.signed_in("one")
    ticket = site.asks("web-a")
    agent.post(f"/api/tickets/{ticket}/claim")
    made = [send(agent, ticket, "password_recover") for _ in range(2)]
    assert made[0].json() == made[1].json()
    text = site.services.nearest.answer("password_recover", "unit")
    assert text is not None
    assert made[0].json()["text"] == text["text"]
    assert send(agent, ticket, "no_such").status_code == 404
    assert send(site.signed_in("two"), ticket, "password_recover").status_code == 409
    assert site.told() == [("web-a", "claimed"), ("web-a", "message")]


def send(browser: Browser, ticket: str, faq_id: str) -> Any:
    return browser.ask("POST", f"/api/tickets/{ticket}/answer", {"key": "key-00000001", "faq_id": faq_id})


def test_replies_of_one_s_own(site: Site) -> None:
    agent, reader = site.signed_in("one"), site.signed_in("reader", role="reader")
    for field, given in (("title", "打 13812345678"), ("text", "请稍等，电话 13812345678")):
        refused = agent.ask("POST", "/api/canned", {"title": "稍等", "text": "请稍等", field: given})
        shown = given.replace("13812345678", "【手机号】")
        assert (refused.status_code, refused.json()["field"], refused.json()["masked"]) == (409, field, shown)
    assert reader.get("/api/canned")["canned"] == []
    made = agent.post("/api/canned", {"title": "稍等", "text": "请稍等，电话 【手机号】"})
    assert made["text"] == "请稍等，电话 【手机号】"
    assert [(kept["title"], kept["by"]) for kept in reader.get("/api/canned")["canned"]] == [("稍等", "客服one")]
    assert agent.ask("POST", "/api/canned", {"title": "", "text": "x"}).status_code == 400
    assert agent.ask("DELETE", f"/api/canned/{made['id']}").status_code == 200
    assert agent.ask("DELETE", f"/api/canned/{made['id']}").status_code == 404
