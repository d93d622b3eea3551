"""Lists, and who gets what, as browsers ask for it."""

import json
import time

import pytest
from sqlalchemy import insert, select

from persistence.tables import events, tickets
from tests.console.site import Site


def said(site: Site, conversation: str, who: str, text: str, **metadata: object) -> int:
    """Write an event as Rasa does; returns its number."""
    deliveries = {"deliveries": metadata.pop("deliveries")} if "deliveries" in metadata else {}
    kept = {"metadata": metadata, **deliveries} if who == "bot" else metadata
    at, channel, read = metadata.pop("at", 1000.0), metadata.pop("channel", ""), metadata.pop("read", None)
    data = {"event": who, "text": text, "metadata": kept, **({"input_channel": channel} if channel else {})}
    data |= {"parse_data": read} if read else {}
    row = {"sender_id": conversation, "type_name": who, "timestamp": at, "data": json.dumps(data)}
    with site.database.begin() as connection:
        return int(connection.execute(insert(events).values(**row)).inserted_primary_key[0])


def listed(site: Site, box: str, who: str = "reader", **more: str) -> list[int]:
    asked = "&".join(f"{name}={value}" for name, value in {"box": box, **more}.items())
    browser = site.signed_in(f"{who}-{box}-{len(asked)}", role="reader")
    return [one["number"] for one in browser.get(f"/api/tickets?{asked}")["tickets"]]


def test_who_waits_stands_first_and_the_longest_before(site: Site) -> None:
    site.asks("web-left", attended=False)
    for name in ("web-a", "web-b", "web-c"):
        site.asks(name)
    agent = site.signed_in("one")
    assert listed(site, "waiting") == [2, 3, 4, 1]
    ticket = agent.post("/api/tickets/next")
    assert (ticket["number"], ticket["state"], ticket["agent"]) == (2, "active", {"id": "one", "title": "客服one"})
    reply = agent.get("/api/tickets?box=mine")
    assert [mine["number"] for mine in reply["tickets"]] == [2]
    assert reply["counts"] == {"waiting": 2, "left": 1, "mine": 1}
    assert listed(site, "all") == [4, 3, 2, 1]
    assert agent.post("/api/tickets/next")["number"] == 3


def test_what_was_registered_comes_when_nobody_waits(site: Site) -> None:
    for name in ("web-a", "web-b"):
        site.asks(name, attended=False)
    waits = site.asks("web-c")
    agent = site.signed_in("one")
    assert [agent.post("/api/tickets/next")["number"] for _ in range(3)] == [3, 1, 2]
    assert site.row(waits).agent == "one"


def test_a_note_holds_nobody_s_number(site: Site) -> None:
    ticket = site.asks("web-a")
    agent = site.signed_in("one")
    site.agent("two")
    agent.post(f"/api/tickets/{ticket}/claim")
    given = {"agent": "two", "note": "他的手机13800138000，请回电"}
    refused = agent.ask("POST", f"/api/tickets/{ticket}/transfer", given)
    shown = refused.json()["masked"]
    assert (refused.status_code, refused.json()["field"]) == (409, "note")
    assert ("请回电" in shown, "13800138000" in shown) == (True, False)
    assert site.row(ticket).agent == "one", "nothing is passed on before the agent has seen it"
    assert agent.post(f"/api/tickets/{ticket}/transfer", {**given, "note": shown})["note"] == shown


def test_the_last_words_are_those_of_the_request(site: Site) -> None:
    ticket = site.asks("web-a")
    said(site, "web-a", "user", "证书打不出来")
    # What the desk hands back by itself nobody has said.
    said(site, "web-a", "user", "/resume", title="继续由助手回答", channel="desk")
    agent = site.signed_in("one")
    assert agent.get("/api/tickets")["tickets"][0]["last"]["text"] == "证书打不出来"
    agent.post(f"/api/tickets/{ticket}/claim")
    agent.post(f"/api/tickets/{ticket}/close", {"ended": "solved"})
    said(site, "web-a", "user", "这是我的私事", at=time.time() + 60)
    assert agent.get("/api/tickets?box=closed")["tickets"][0]["last"]["text"] == "证书打不出来"


def read_as(intent: str, confidence: float = 0.95) -> dict[str, object]:
    return {"intent_ranking": [{"name": intent, "confidence": confidence}]}


def test_the_last_words_are_those_that_say_something(site: Site) -> None:
    ticket = site.asks("web-a")
    agent = site.signed_in("one")

    def last() -> tuple[str, float]:
        reply = agent.get("/api/tickets?box=all")["tickets"][0]["last"]
        return reply["text"], reply["at"]

    said(site, "web-a", "user", "转人工", read=read_as("handoff"))
    assert last() == ("转人工", 1000.0), "there is nothing else"
    said(site, "web-a", "user", "证书打不出来", read=read_as("faq"))
    for at, (text, intent) in enumerate(
        (("转人工", "handoff"), ("有人吗", "staff"), ("你好", "greet"), ("谢谢", "thank"))
    ):
        said(site, "web-a", "user", text, read=read_as(intent), at=1001.0 + at)
    # A button has no ranking.
    said(
        site,
        "web-a",
        "user",
        "/handoff",
        title="转人工",
        read={"intent": {"name": "handoff", "confidence": 1.0}},
        at=1005,
    )
    assert last() == ("证书打不出来", 1005.0)
    said(site, "web-a", "user", "谢谢，还有发票没开", read=read_as("thank", 0.5), at=1006.0)
    assert last() == ("谢谢，还有发票没开", 1006.0)
    # Who has answered reads what is said now.
    agent.post(f"/api/tickets/{ticket}/claim")
    said(site, "web-a", "user", "你好", read=read_as("greet"), at=1006.5)
    assert last() == ("谢谢，还有发票没开", 1006.5)
    agent.post(f"/api/tickets/{ticket}/messages", {"key": "key-00000001", "text": "您好"})
    said(site, "web-a", "user", "谢谢", read=read_as("thank"), at=1007.0)
    assert last() == ("谢谢", 1007.0)
    said(site, "web-a", "user", "转人工", read=read_as("handoff"), at=1008.0)
    assert last() == ("谢谢", 1008.0)


def test_what_stands_at_a_request(site: Site) -> None:
    ticket = site.asks("web-a")
    said(site, "web-a", "user", "怎么还没审核")
    said(site, "web-a", "bot", "正在转接")
    agent = site.signed_in("one")
    (shown,) = agent.get("/api/tickets")["tickets"]
    assert (shown["topic_title"], shown["role_title"], shown["city"]) == ("忘记密码", "用人单位", "济南")
    assert shown["last"] == {"from": "user", "text": "怎么还没审核", "at": 1000.0}
    agent.post(f"/api/tickets/{ticket}/claim")
    assert agent.get("/api/tickets?box=mine")["tickets"][0]["unread"] == 1
    agent.post(f"/api/tickets/{ticket}/seen", {"last": agent.get(f"/api/tickets/{ticket}")["last"]})
    assert agent.get("/api/tickets?box=mine")["tickets"][0]["unread"] == 0
    said(site, "web-a", "user", "在吗")
    said(site, "web-a", "bot", "您好，我在", **{"from": "person", "agent": "客服one"})
    (mine,) = agent.get("/api/tickets?box=mine")["tickets"]
    assert (mine["unread"], mine["last"]["from"], mine["last"]["text"]) == (1, "agent", "您好，我在")


@pytest.mark.parametrize(
    ("sought", "found"),
    [("2", [2]), ("济南", [2, 1]), ("报名表", [1]), ("客服one", [2]), ("100%", []), ("_", []), ("没有的", [])],
)
def test_seeking(site: Site, sought: str, found: list[int]) -> None:
    site.asks("web-a")
    said(site, "web-a", "user", "我的报名表呢")
    second = site.asks("web-b")
    site.agent("one")
    site.handovers.claim(second, "one")
    assert listed(site, "all", q=sought) == found


def test_page_by_page(site: Site) -> None:
    made = [site.asks(f"web-{number}") for number in range(60)]
    with site.database.begin() as connection:
        # The last one of the page, in the same second as the next one.
        same = tickets.update().where(tickets.c.id == made[10]).values(opened=site.row(made[9]).opened)
        connection.execute(same)
    reader = site.signed_in("reader", role="reader")
    first = reader.get("/api/tickets?box=all")
    assert (len(first["tickets"]), first["more"]) == (49, True)
    opened = first["tickets"][-1]["opened"].replace("+", "%2B")
    rest = reader.get(f"/api/tickets?box=all&before={opened}")
    assert [one["number"] for one in rest["tickets"]] == list(range(11, 0, -1))
    assert not rest["more"]


def test_the_loser_is_told_who_has_it(site: Site) -> None:
    ticket = site.asks("web-a")
    agent, two = site.signed_in("one"), site.signed_in("two", most=1)
    agent.post(f"/api/tickets/{ticket}/claim")
    answer = two.ask("POST", f"/api/tickets/{ticket}/claim", {})
    assert (answer.status_code, answer.json()) == (409, {"error": "已由 客服one 接待。"})
    assert two.ask("POST", f"/api/tickets/{ticket}/close", {"ended": "solved"}).status_code == 409
    two.post(f"/api/tickets/{site.asks('web-b')}/claim")
    full = two.ask("POST", f"/api/tickets/{site.asks('web-c')}/claim", {})
    assert full.json()["error"] == "您已有 1 个对话，先结束一个或转给同事，再接待。"
    assert two.ask("POST", "/api/tickets/none/claim", {}).status_code == 409


def test_passing_on_giving_back_and_closing(site: Site) -> None:
    first, second, third = (site.asks(name) for name in ("web-a", "web-b", "web-c"))
    agent, two, boss = site.signed_in("one"), site.signed_in("two"), site.signed_in("boss", role="admin")
    for ticket in (first, second, third):
        agent.post(f"/api/tickets/{ticket}/claim")
    passed = agent.post(f"/api/tickets/{first}/transfer", {"agent": "two", "note": "请看证书"})
    assert (passed["agent"]["id"], passed["note"]) == ("two", "请看证书")
    assert agent.ask("POST", f"/api/tickets/{first}/transfer", {"agent": "boss", "note": ""}).status_code == 409
    assert boss.post(f"/api/tickets/{first}/transfer", {"agent": "one", "note": ""})["agent"]["id"] == "one"
    assert agent.post(f"/api/tickets/{second}/give-back", {"to": "queue"})["state"] == "waiting"
    assert agent.post(f"/api/tickets/{third}/give-back", {"to": "assistant"})["ended"] == "assistant"
    assert agent.post(f"/api/tickets/{first}/close", {"ended": "solved"})["state"] == "closed"
    assert two.post("/api/tickets/next")["id"] == second
    assert two.post("/api/tickets/next") is None
    assert site.done() == [
        ("one", "claimed", first), ("one", "claimed", second), ("one", "claimed", third), ("one", "transferred", first),
        ("boss", "transferred", first), ("one", "given_back", second), ("one", "given_to_assistant", third),
        ("one", "closed", first), ("two", "claimed", second),
    ]  # fmt: skip
    with site.database.begin() as connection:
        assert len(connection.execute(select(tickets.c.id).where(tickets.c.state == "closed")).all()) == 2


def test_who_goes_offline_gives_everything_back_and_can_take_nothing(site: Site) -> None:
    ticket = site.asks("web-a")
    agent, two = site.signed_in("one"), site.signed_in("two")
    agent.post(f"/api/tickets/{ticket}/claim")
    agent.post("/api/presence", {"state": "offline"})
    assert (site.row(ticket).state, site.row(ticket).agent) == ("waiting", None)
    assert site.told() == [("web-a", "claimed"), ("web-a", "returned")]
    for path in (f"/api/tickets/{ticket}/claim", "/api/tickets/next"):
        refused = agent.ask("POST", path, {})
        assert (refused.status_code, refused.json()["error"]) == (409, "您现在是离线状态，先把状态改成在线再接待。")
    two.post(f"/api/tickets/{ticket}/claim")
    refused = two.ask("POST", f"/api/tickets/{ticket}/transfer", {"agent": "one", "note": ""})
    assert (refused.status_code, refused.json()["error"]) == (409, "客服one 现在不在线，请换一位同事。")


def test_words_of_the_json_are_none_of_the_conversation(site: Site) -> None:
    site.asks("web-a")
    said(site, "web-a", "user", "我的密码忘了", title="找回%密码")
    said(site, "web-a", "bot", "请点击忘记密码")
    reader = site.signed_in("reader", role="reader")

    def found(word: str) -> list[int]:
        return [one["number"] for one in reader.get(f"/api/tickets?box=all&q={word}")["tickets"]]

    for word in ("event", "metadata", "text", "timestamp", "who", "bot"):
        assert found(word) == [], word
    # Typed; the title of a button; what the ticket itself holds.
    assert [found(word) for word in ("密码忘", "回%25密", "转人工")] == [[1]] * 3
