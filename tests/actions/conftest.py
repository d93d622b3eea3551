"""What an action gets from Rasa: a tracker, a dispatcher, a domain."""

from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import handoff, offer, relay_to_desk, request, resume, staff
from actions.tickets.desk import BuiltInDesk
from actions.tickets.store import TicketStore
from tests.persistence.helpdesk.desk import TestDesk

SPOKEN_TO_NOBODY = "utter_handoff_where"
"""What follows the promise of a person where neither hours nor a desk are known."""


@pytest.fixture
def dispatcher() -> CollectingDispatcher:
    return CollectingDispatcher()


@pytest.fixture
def domain() -> dict[str, Any]:
    def answer(id_: str, title: str, topic: str, topic_title: str, top: int = 0) -> list[dict[str, Any]]:
        known = {"faq_id": id_, "title": title, "topic": topic, "topic_title": topic_title, "top": top}
        return [{"text": f"答案{id_}", "metadata": known}]

    return {
        "responses": {
            "utter_greet": [{"text": "您好"}],
            "utter_faq/a_one": answer("a_one", "第一问", "a", "甲", 2),
            "utter_faq/a_two": answer("a_two", "第二问", "a", "甲"),
            "utter_faq/b_one": answer("b_one", "第三问", "b", "乙", 1),
        }
    }


@pytest.fixture
def depending(domain: dict[str, Any]) -> dict[str, Any]:
    """The domain with answers that depend on the role, the city or the topic."""

    def dependent(id_: str, text: str, lines: list[int], **depends: str) -> list[dict[str, Any]]:
        known = {"outcome": "answer", "faq_id": id_, "faq_lines": lines, "title": id_, "topic": "d", **depends}
        return [{"text": text, "metadata": known}]

    domain["responses"].update(
        {
            "utter_faq/password_recover": dependent("password_recover", "找回密码。", [515], asks="role"),
            "utter_faq/declaration_how": dependent("declaration_how", "进入【学时申报】。", [183, 184], heeds="city"),
            "utter_faq/declaration_unavailable": dependent(
                "declaration_unavailable", "请确认您是哪个地市。", [204, 205], asks="city"
            ),
            "utter_context/who": [{"text": "您问的是哪一项？", "metadata": {"outcome": "offer"}}],
        }
    )
    return domain


@pytest.fixture
def built_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestDesk:
    """The database of the desk that the actions use, which is the assistant's own."""
    found = TestDesk(f"sqlite:///{tmp_path / 'conversations.db'}")
    for module in (handoff, offer, request, resume, staff, relay_to_desk):
        monkeypatch.setattr(module, "desk", lambda: BuiltInDesk(found.store))
    return found


@pytest.fixture
def tickets(built_in: TestDesk) -> TicketStore:
    """The tickets of this desk."""
    return built_in.store


def tracker_with(
    message: dict[str, Any], events: list[dict[str, Any]] | None = None, slots: dict[str, Any] | None = None
) -> Tracker:
    """A tracker whose latest message was parsed as `message`."""
    return Tracker("someone", slots or {}, message, events or [], False, None, {}, "action_listen")


def on_the_page(text: str = "转人工") -> list[dict[str, Any]]:
    """The events of a user of the page who has said so much."""
    return [{"event": "user", "text": text, "timestamp": 0.0, "input_channel": "socketio"}]


def said(intent: str = "inform", entities: dict[str, str] | None = None, **context: Any) -> dict[str, Any]:
    """A message of which components/context_resolver.py found out `context`."""
    found = [{"entity": name, "value": value} for name, value in (entities or {}).items()]
    return {"intent": {"name": intent}, "entities": found, "context": context}
