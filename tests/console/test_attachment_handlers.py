"""Pictures at the desk: who sees one, who may send one, and what the assistant is told."""

import time
from typing import Any
from unittest.mock import AsyncMock

import pytest
from sqlalchemy import update

from persistence.attachments.redrawing import PictureRedrawer, RedrawnFile
from persistence.attachments.refusals import LARGEST, SENTENCES
from persistence.attachments.store import NewAttachment
from persistence.tables import attachments, events
from tests.console.site import Browser, Site
from tests.console.test_conversation_handlers import KEY, claimed, messages
from tests.console.test_inbox import said

SENT = RedrawnFile("picture", "image/jpeg", b"of the user", 6, 4)
DRAWN = RedrawnFile("picture", "image/jpeg", b"drawn anew", 6, 4)


@pytest.fixture
def one(site: Site, monkeypatch: pytest.MonkeyPatch) -> Browser:
    # That it is drawn anew is tested where it is drawn.
    monkeypatch.setattr(PictureRedrawer, "redraw", AsyncMock(return_value=DRAWN))
    return site.signed_in("one")


def sent(site: Site, conversation: str = "web-a", at: float | None = None) -> str:
    """A user sends a picture; returns its id."""
    id_ = site.services.files.store.keep(NewAttachment(conversation, "user", f"key-{time.time_ns()}"), SENT)
    assert isinstance(id_, str)
    said(site, conversation, "user", "[图片]", attachment={"id": id_, "kind": "picture"})
    if at is not None:
        with site.database.begin() as connection:
            connection.execute(update(attachments).where(attachments.c.id == id_).values(at=at))
    return id_


def send(browser: Browser, ticket: str, key: str = KEY, content: bytes = b"png", **more: str) -> Any:
    headers = {"X-Key": key, "Content-Type": "application/octet-stream", **more}
    return browser.ask("POST", f"/api/tickets/{ticket}/pictures", content, **headers)


def test_a_picture_stands_in_the_conversation_and_is_shown(site: Site, one: Browser) -> None:
    ticket, id_ = claimed(site, one), sent(site)
    assert messages(one, ticket)[-1]["attachment"] == {"id": id_, "kind": "picture"}
    answer = one.ask("GET", f"/api/tickets/{ticket}/files/{id_}")
    assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (200, SENT.content, "image/jpeg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
    assert "no-store" in answer.headers["Cache-Control"]


def test_of_another_conversation_or_of_nobody_there_is_none(site: Site, one: Browser) -> None:
    ticket, foreign = claimed(site, one), sent(site, "web-b")
    for asked in (foreign, "0" * 32, "x", "..%2f..%2fvar"):
        assert one.ask("GET", f"/api/tickets/{ticket}/files/{asked}").status_code == 404
    assert one.ask("GET", f"/api/tickets/x/files/{foreign}").status_code == 404


def test_who_looks_at_another_s_is_noted(site: Site, one: Browser) -> None:
    ticket, id_ = claimed(site, one), sent(site)
    reader = site.signed_in("reader", role="reader")
    assert reader.ask("GET", f"/api/tickets/{ticket}/files/{id_}").status_code == 200
    assert ("reader", "read", ticket) in site.done()


def test_what_is_sent_after_the_end_or_was_cleared_is_not_the_staff_s(site: Site, one: Browser) -> None:
    ticket, now = claimed(site, one), time.time()
    before, later = sent(site, at=now - 100), sent(site, at=now + 60)
    one.post(f"/api/tickets/{ticket}/close", {"ended": "solved"})
    assert one.ask("GET", f"/api/tickets/{ticket}/files/{before}").status_code == 200
    assert one.ask("GET", f"/api/tickets/{ticket}/files/{later}").status_code == 404
    data = '{"event": "session_started", "metadata": {"ended": true}}'
    row = {"sender_id": "web-a", "type_name": "session_started", "timestamp": now - 50, "data": data}
    with site.database.begin() as connection:
        connection.execute(events.insert().values(**row))
    assert one.ask("GET", f"/api/tickets/{ticket}/files/{before}").status_code == 404


def test_an_agent_s_picture_is_one_message_however_often_it_is_sent(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    made = [send(one, ticket).json() for _ in range(2)]
    assert made[0] == made[1]
    assert made[0]["text"] == "[图片]"
    id_ = made[0]["attachment"]["id"]
    row = site.outbox.due(time.time())[-1]
    assert [kind for _, kind in site.told()] == ["claimed", "message"]
    assert messages(one, ticket)[-1]["attachment"] == {"id": id_, "kind": "picture"}
    assert one.ask("GET", f"/api/tickets/{ticket}/files/{id_}").content == DRAWN.content
    assert row.kind == "claimed"


def test_only_who_has_the_conversation_sends(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    assert send(site.signed_in("other"), ticket).status_code == 409
    assert send(one, site.asks("web-b")).status_code == 409
    assert send(one, "x").status_code == 404
    assert send(one, ticket, "short").status_code == 400
    assert [kind for _, kind in site.told()] == ["claimed"]


def test_too_much_is_not_read(site: Site, one: Browser) -> None:
    answer = send(one, claimed(site, one), content=b"x" * (LARGEST + 1))
    assert (answer.status_code, answer.json()["error"]) == (413, SENTENCES["too_large"])
    assert answer.json()["code"] == "too_large"


def test_a_bad_file_is_refused_with_its_sentence(site: Site) -> None:
    agent = site.signed_in("one")
    answer = send(agent, claimed(site, agent), content=b"<svg/>")
    assert (answer.status_code, answer.json()["error"]) == (415, SENTENCES["not_a_picture"])
    assert [kind for _, kind in site.told()] == ["claimed"]
