"""What is proposed beside a user's message: three answers for what has content, none for greetings and thanks."""

from typing import Any

import pytest
import yaml

from console.answers.suggestions import MOST
from tests.console.site import Browser, Site
from tests.console.test_inbox import said
from tests.frozen.project import frozen_project
from tests.running import ROOT
from understanding.labels import ASKS_NOTHING


@pytest.fixture(autouse=True)
def _frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.answers.texts.content_folder", lambda: frozen_project() / "data")


@pytest.fixture
def one(site: Site) -> Browser:
    return site.signed_in("one")


def read(intent: str, confidence: float = 1.0, *answers: tuple[str, float], last: str = "") -> dict[str, Any]:
    """How the model reads a message, as Rasa stores it. `last`: what it was taken for in the end."""
    ranking = [{"intent_response_key": f"faq/{id_}", "confidence": at} for id_, at in answers]
    return {
        "intent": {"name": last or intent},
        "intent_ranking": [{"name": intent, "confidence": confidence}],
        "response_selector": {"faq": {"ranking": ranking}},
    }


def proposed(one: Browser, ticket: str, message: int = 0) -> list[str]:
    reply = one.get(f"/api/tickets/{ticket}/suggestions?message={message}")["answers"]
    return [answer["faq_id"] for answer in reply]


@pytest.mark.parametrize("text", ["我的审核一直没通过", "审核多久", "还是不行", "13个学时没了", "怎么弄"])
def test_whatever_has_content_has_three_answers(site: Site, one: Browser, text: str) -> None:
    """Also where the assistant would offer, ask back or give up: nothing is near enough for itself to answer."""
    ticket = site.asks("web-a")
    said(site, "web-a", "user", text, read=read("out_of_scope", 0.9, last="nlu_with_person"))
    assert len(set(proposed(one, ticket))) == MOST
    # What no model has read.
    said(site, "web-a", "user", text)
    assert len(set(proposed(one, ticket))) == MOST


def test_what_the_model_put_first_stands_first(site: Site, one: Browser) -> None:
    ticket = site.asks("web-a")
    likely = ("login_under_review", 0.3), ("registration_progress", 0.02), ("policy_why", 0.001)
    said(site, "web-a", "user", "我的审核一直没通过", read=read("out_of_scope", 0.6, *likely))
    result = proposed(one, ticket)
    assert result[:2] == ["login_under_review", "registration_progress"]
    assert (len(set(result)), "policy_why" in result) == (MOST, False)
    said(site, "web-a", "user", "忘记密码怎么找回", read=read("faq", 1.0, ("password_recover", 1.0)))
    assert proposed(one, ticket)[0] == "password_recover"


def test_an_answer_that_is_no_more_is_left_out(site: Site, one: Browser) -> None:
    ticket = site.asks("web-a")
    said(site, "web-a", "user", "忘记密码怎么找回", read=read("faq", 1.0, ("was_removed", 1.0)))
    result = proposed(one, ticket)
    assert (len(result), "was_removed" in result) == (MOST, False)


def test_each_of_them_is_an_intent_of_the_model() -> None:
    intents = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    assert set(intents) >= ASKS_NOTHING


@pytest.mark.parametrize("intent", sorted(ASKS_NOTHING))
def test_greetings_thanks_and_the_like_have_none(site: Site, one: Browser, intent: str) -> None:
    ticket = site.asks("web-a")
    said(site, "web-a", "user", "好的，谢谢您", read=read(intent, 1.0, ("policy_why", 0.001), last="nlu_with_person"))
    assert proposed(one, ticket) == []


@pytest.mark.parametrize("text", ["？？", "\U0001f600", "/greet"])
def test_what_has_no_word_has_none(site: Site, one: Browser, text: str) -> None:
    ticket = site.asks("web-a")
    assert proposed(one, ticket) == []
    said(site, "web-a", "user", text, read={"intent": {"name": "nlu_gesture"}, "intent_ranking": []})
    assert proposed(one, ticket) == []


def test_thanks_with_a_question_have_three(site: Site, one: Browser) -> None:
    ticket = site.asks("web-a")
    said(site, "web-a", "user", "谢谢您，我再问一下审核多久", read=read("thank", 0.79))
    assert len(proposed(one, ticket)) == MOST


def test_they_are_for_the_message_that_is_named_else_for_the_last_one(site: Site, one: Browser) -> None:
    ticket = site.asks("web-a")
    first = said(site, "web-a", "user", "忘记密码怎么找回")
    said(site, "web-a", "user", "怎么注册")
    foreign = said(site, "web-b", "user", "忘记密码怎么找回")
    assert proposed(one, ticket, first)[0] == "password_recover"
    assert proposed(one, ticket)[0] != "password_recover"
    assert proposed(one, ticket, foreign) == []
    said(site, "web-a", "user", "忘记密码怎么找回")
    said(site, "web-a", "user", "/greet")
    reply = one.get(f"/api/tickets/{ticket}/suggestions")["answers"]
    # The ticket's user is a unit's.
    assert "上级审核部门" in reply[0]["text"]
    assert len(one.get("/api/answers?q=密码")["answers"]) == 8
