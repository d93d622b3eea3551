"""A conversation as its agent has it, and what the agent says."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import insert, select

from persistence.helpdesk.outbox import kept_as
from persistence.tables import desk_outbox, events, tickets
from tests.console.site import Browser, Site
from tests.console.test_inbox import said

KEY = "key-00000001"


@pytest.fixture
def one(site: Site) -> Browser:
    return site.signed_in("one")


def claimed(site: Site, one: Browser, conversation: str = "web-a") -> str:
    ticket = site.asks(conversation)
    one.post(f"/api/tickets/{ticket}/claim")
    return ticket


def say(one: Browser, ticket: str, text: str, key: str = KEY, seen: int = 0) -> Any:
    return one.ask("POST", f"/api/tickets/{ticket}/messages", {"key": key, "text": text, "seen": seen})


def messages(one: Browser, ticket: str, after: int = 0) -> list[dict[str, Any]]:
    reply: list[dict[str, Any]] = one.get(f"/api/tickets/{ticket}?after={after}")["messages"]
    return reply


def test_what_was_said_with_the_lines_of_answers(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    said(site, "web-a", "user", "忘记密码")
    said(site, "web-a", "bot", "请点找回", outcome="answer", faq_id="password_recover", faq_lines=[3])
    said(site, "web-a", "user", "/resume", title="继续由助手回答")
    said(site, "web-a", "user", "/greet")
    last = said(site, "web-a", "bot", "客服已接入", **{"from": "notice"})
    result = messages(one, ticket)
    assert [(one["from"], one["text"]) for one in result] == [
        ("user", "忘记密码"), ("assistant", "请点找回"), ("user", "继续由助手回答"), ("notice", "客服已接入"),
    ]  # fmt: skip
    assert (result[1]["faq_id"], result[1]["faq_lines"]) == ("password_recover", [3])
    assert messages(one, ticket, last) == []
    assert messages(one, ticket, last - 1) == result[-1:]


def test_what_is_told_to_the_assistant_afterwards_is_not_the_staff_s(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    said(site, "web-a", "user", "证书打不出来")
    said(site, "web-a", "user", "/resume", title="继续由助手回答", channel="desk")
    one.post(f"/api/tickets/{ticket}/close", {"ended": "solved"})
    said(site, "web-a", "user", "这是我的私事", at=time.time() + 60)
    said(site, "web-a", "bot", "答案", at=time.time() + 61)
    assert [message["text"] for message in messages(one, ticket)] == ["证书打不出来"]
    # With a further request it belongs to that one.
    further = site.asks("web-a")
    assert "这是我的私事" in [message["text"] for message in messages(one, further)]


def test_what_the_user_cleared_is_shown_to_nobody(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    said(site, "web-a", "user", "我的旧事")
    said(site, "web-a", "session_started", "", ended=True)
    said(site, "web-a", "user", "新的问题")
    assert [message["text"] for message in messages(one, ticket)] == ["新的问题"]


def test_a_message_waits_then_arrives_under_its_key(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    made = say(one, ticket, " 您好，\u202e请稍等 ").json()
    assert (made["text"], made["state"], made["from"], made["agent"]) == ("您好，请稍等", "pending", "agent", "客服one")
    assert [(message["key"], message["state"]) for message in messages(one, ticket)] == [(KEY, "pending")]
    row = next(row for row in site.outbox.due(0.0) if row.kind == "claimed")
    site.outbox.sent(row.id)
    (row,) = site.outbox.due(0.0)
    assert row.packet["text"] == "您好，请稍等"
    said(
        site, "web-a", "bot", "您好，请稍等", **{"from": "person", "agent": "客服one", "deliveries": [kept_as(row.id)]}
    )
    assert [(message["key"], message["state"]) for message in messages(one, ticket)] == [(KEY, "sent")]
    site.outbox.sent(row.id)
    assert [(message["key"], message["state"]) for message in messages(one, ticket)] == [(KEY, "sent")]
    site.outbox.sent(row.id, reached=True)
    assert [(message["key"], message["state"]) for message in messages(one, ticket)] == [(KEY, "reached")]


def test_the_same_key_is_one_message(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: say(one, ticket, "您好"), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert site.told() == [("web-a", "claimed"), ("web-a", "message")]
    assert [what for _, what, _ in site.done()] == ["claimed", "replied"]


def test_what_could_not_be_said_stays_where_it_was_written(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    say(one, ticket, "您好")
    for row in (*site.outbox.due(0.0),):
        site.outbox.sent(row.id)
    site.outbox.failed(site.outbox.due(0.0)[0].id)
    assert [(message["text"], message["state"]) for message in messages(one, ticket)] == [("您好", "failed")]


def test_only_whose_conversation_it_is_may_speak(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    two = site.signed_in("two")
    assert say(two, ticket, "我也来").status_code == 409
    waiting = site.asks("web-b")
    assert say(one, waiting, "您好").status_code == 409
    one.post(f"/api/tickets/{ticket}/close", {"ended": "solved"})
    assert say(one, ticket, "还有一句").status_code == 409
    assert [kind for _, kind in site.told()] == ["claimed", "closed"]


def test_who_has_not_seen_a_colleague_s_words_is_warned(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    two = site.signed_in("two")
    seen = said(site, "web-a", "user", "在吗")
    assert say(one, ticket, "在的", "key-00000002", seen).status_code == 200
    one.post(f"/api/tickets/{ticket}/transfer", {"agent": "two", "note": ""})
    answer = say(two, ticket, "我来接着说", "key-00000003", seen)
    assert (answer.status_code, answer.json()["newer"]) == (409, True), "it is still to be delivered"
    for _ in range(3):
        for row in site.outbox.due(0.0):
            site.outbox.sent(row.id)
    last = said(site, "web-a", "bot", "在的", **{"from": "person", "agent": "客服one"})
    assert say(two, ticket, "我来接着说", "key-00000003", seen).json()["newer"]
    assert say(two, ticket, "我来接着说", "key-00000003", last).status_code == 200


def test_nobody_s_number_is_kept(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    refused = say(one, ticket, "您的手机号 13812345678 已改")
    masked = "您的手机号 【手机号】 已改"
    assert (refused.status_code, refused.json()["masked"]) == (409, masked), "the agent sees it before it is sent"
    assert site.told() == [("web-a", "claimed")]
    assert say(one, ticket, masked).json()["text"] == masked
    with site.database.begin() as connection:
        assert "13812345678" not in str(connection.exec_driver_sql("SELECT body FROM desk_outbox").all())


@pytest.mark.parametrize("text", ["37010219900307851X", "6222021602000012346", "密码是Abc123456!", "手机13905311234"])
def test_what_staff_may_not_send_is_shown_first(site: Site, one: Browser, text: str) -> None:
    refused = say(one, claimed(site, one), f"请核对：{text}")
    assert refused.status_code == 409
    assert "【" in refused.json()["masked"]


@pytest.mark.parametrize("text", ["请拨打0531-83829104", "请拨打12333", "请发邮件到help@example.org", "400-618-1234"])
def test_what_staff_may_send_goes_as_it_is(site: Site, one: Browser, text: str) -> None:
    made = say(one, claimed(site, one), text)
    assert (made.status_code, made.json()["text"]) == (200, text)


@pytest.mark.parametrize("text", ["", " \n", "\u202e\u200b", "字" * 2001])
def test_what_is_no_message(site: Site, one: Browser, text: str) -> None:
    assert say(one, claimed(site, one), text).status_code == 400


def test_a_look_into_a_foreign_conversation_is_kept(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    one.get(f"/api/tickets/{ticket}")
    reader = site.signed_in("reader", role="reader")
    for after in (0, 0, 1):
        reader.get(f"/api/tickets/{ticket}?after={after}")
    late = site.signed_in("late")
    late.get(f"/api/tickets/{ticket}?after=1")
    looks = [row for row in site.done() if row[1] == "read"]
    assert looks == [("reader", "read", ticket), ("late", "read", ticket)]


def test_what_cannot_be_kept_is_not_read(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    said(site, "web-a", "user", "我的事")
    reader = site.signed_in("reader", role="reader")
    with site.database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE audit")
    answer = reader.ask("GET", f"/api/tickets/{ticket}")
    assert answer.status_code == 503
    assert "我的事" not in answer.text
    assert say(one, ticket, "您好").status_code == 503
    assert site.told() == [("web-a", "claimed")]


def test_what_each_may_do(site: Site, one: Browser) -> None:
    ticket = site.asks("web-a")
    reader, boss = site.signed_in("reader", role="reader"), site.signed_in("boss", role="admin")

    def may(browser: Browser) -> set[str]:
        reply = browser.get(f"/api/tickets/{ticket}")["may"]
        return {name for name, allowed in reply.items() if allowed}

    assert (may(one), may(reader)) == ({"claim"}, set())
    one.post(f"/api/tickets/{ticket}/claim")
    assert may(one) == {"reply", "give_back", "transfer", "close"}
    assert (may(boss), may(reader)) == ({"transfer"}, set())
    one.post(f"/api/tickets/{ticket}/close", {"ended": "unsolved"})
    assert may(one) == set()


def test_a_conversation_of_odd_events(site: Site, one: Browser) -> None:
    ticket = claimed(site, one)
    for data in ("{}", '{"text": null}', '{"metadata": null, "text": "好"}', '{"data": {"buttons": null}}'):
        row = {"sender_id": "web-a", "type_name": "bot", "timestamp": None, "data": data}
        with site.database.begin() as connection:
            connection.execute(insert(events).values(**row))
    assert [message["text"] for message in messages(one, ticket)] == ["好"]
    assert json.dumps(one.get("/api/tickets?box=mine"))


class Listening:
    """Stands in for the Rasa server."""

    def __init__(self) -> None:
        self.heard: list[dict[str, object]] = []

    def ask(self, packet: dict[str, object]) -> dict[str, object]:
        self.heard.append(packet)
        return {"status": "ok", "online": True, "typing": False}


def states(site: Site) -> list[str]:
    with site.database.begin() as connection:
        return list(connection.execute(select(desk_outbox.c.state).order_by(desk_outbox.c.id)).scalars())


def test_who_types_is_passed_on_for_one_s_own_conversation_only(site: Site) -> None:
    told = Listening()
    object.__setattr__(site.services, "rasa_endpoint", told)
    ticket, wechat = site.asks("web-a"), site.asks("wechat-b")
    with site.database.begin() as connection:
        connection.execute(tickets.update().where(tickets.c.id == ticket).values(channel="socketio"))
    agent, two = site.signed_in("one"), site.signed_in("two")
    for mine in (ticket, wechat):
        agent.post(f"/api/tickets/{mine}/claim")
    for row in site.outbox.due(0.0):
        site.outbox.sent(row.id)
    path = f"/api/tickets/{ticket}/presence"
    assert agent.post(path, {"typing": True}) == {"online": True, "typing": False}
    packet = {"conversation": "web-a", "event": "presence", "ticket": ticket, "typing": True}
    assert told.heard == [packet]
    assert states(site) == ["reached", "sent"], "what was said stands on the open page; of WeChat nothing is known"
    assert agent.post(path) == {}, "not more than once a second"
    assert two.ask("POST", path, {}).status_code == 409
    assert two.ask("POST", "/api/tickets/none/presence", {}).status_code == 404
    assert agent.post(f"/api/tickets/{wechat}/presence") == {}, "of WeChat nothing is known"
    assert told.heard == [packet]
