"""Fills a database with made-up agents and requests, like a desk on a busy morning."""

import json
import time
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

from argon2 import PasswordHasher

from actions.tickets.store import TicketStore
from actions.tickets.ticket import Ticket, TicketLine
from persistence.database import Database
from persistence.helpdesk.handovers import Handovers
from persistence.helpdesk.outbox import kept_as, put
from persistence.staff_tables import agents, canned
from persistence.tables import desk_outbox, events, tickets

PASSWORD = "demo-desk-2026"
"""Of every agent here."""

STAFF = (
    ("admin", "管理员", "admin"),
    ("wang", "小王", "agent"),
    ("li", "小李", "agent"),
    ("zhang", "张主任", "reader"),
)

USERS = (
    ("password", "unit", "济南", ("忘记密码了怎么办", "手机号也换了，收不到验证码", "转人工")),
    ("declaration", "personal", "青岛", ("学时申报怎么还没审核", "已经提交两周了", "转人工")),
    ("certificate", "personal", "烟台", ("证书上的名字错了", "怎么改", "人工")),
    ("transfer", "personal", "潍坊", ("换单位了怎么转", "原单位不给办", "找人工客服")),
    ("registration", "unit", None, ("注册一直提示单位不存在", "转人工")),
    ("policy", None, "济南", ("公需课要多少学时", "去年的能补吗", "转人工")),
    ("login", "personal", "淄博", ("滑块验证总是失败", "换了浏览器也不行", "转人工")),
)
ANSWER = "您可以在平台首页右侧——【登录】按钮右上方 ——点击【忘记密码？】找回密码。"


class FilledDesk(NamedTuple):
    """The result: the agents' ids by name, and the tickets in order."""

    agents: dict[str, str]
    tickets: list[str]


def fill(url: str) -> FilledDesk:
    """Fill an empty database: some wait, some are left, one agent has two, one is closed."""
    database = Database(url, pooled=False)
    ids = _staff(database)
    store, handovers = TicketStore(url), Handovers(database)
    made = [_request(database, store, number) for number in range(len(USERS))]
    for ticket in made[:3]:
        handovers.claim(ticket, ids["wang"])
    _reply(database, made[0], ids["wang"], "您好，我是小王，请稍等，我帮您查一下。")
    _reply(database, made[1], ids["wang"], "您的申报由单位审核，我已经看到记录了。")
    handovers.close(made[2], ids["wang"], "solved")
    with database.begin() as connection:
        # Pending packets would be sent to an assistant that does not know these conversations.
        connection.execute(desk_outbox.update().values(state="sent"))
        text = {"title": "请稍等", "text": "您好，请稍等，我帮您查一下。", "by": ids["wang"], "at": _iso(0)}
        connection.execute(canned.insert().values(id="demo", **text))
    database.close()
    return FilledDesk(ids, made)


def _staff(database: Database) -> dict[str, str]:
    hashed = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    fixed = {"password_hash": hashed, "state": "online", "seen": time.time(), "most": 8, "disabled": False}
    with database.begin() as connection:
        for name, title, role in STAFF:
            row = {"id": f"agent-{name}", "name": name, "title": title, "role": role, "made": _iso(0)}
            connection.execute(agents.insert().values(**row, **fixed))
    return {name: f"agent-{name}" for name, _, _ in STAFF}


def _request(database: Database, store: TicketStore, number: int) -> str:
    """Make one user's conversation and ticket; the last two users come while nobody is there."""
    topic, role, city, messages = USERS[number]
    conversation = f"web-{number:032x}"
    begin = 60 * (40 - 5 * number)
    lines = [line for place, text in enumerate(messages) for line in _exchange(text, begin - 30 * place, place)]
    with database.begin() as connection:
        connection.execute(events.insert(), [_event(conversation, *line) for line in lines])
    transcript = tuple(TicketLine(who, _iso(ago), text) for who, text, ago, _ in lines)
    at = _iso(begin - 30 * len(messages))
    ticket = Ticket(conversation, "webchat", at, "asked", topic, None, role, city, transcript)
    attended = number < len(USERS) - 2
    return store.open(ticket, at if attended else None, tell=False)


StoredMessage = tuple[str, str, float, dict[str, Any]]
"""Sender, text, age in seconds, and the event's metadata."""


def _exchange(text: str, ago: float, place: int) -> list[StoredMessage]:
    outcome = {"outcome": "answer", "faq_id": "password_recover", "faq_lines": [172, 173]} if place == 0 else {}
    reply = ANSWER if place == 0 else "好的，正在为您转接人工客服，请稍候。"
    return [("user", text, ago, {}), ("bot", reply, ago - 1, outcome or {"outcome": "handoff"})]


def _event(conversation: str, who: str, text: str, ago: float, metadata: dict[str, Any]) -> dict[str, Any]:
    at = time.time() - ago
    # A response's metadata is nested in the event's own metadata.
    stored = {"metadata": metadata, "deliveries": metadata.get("deliveries", [])} if who == "bot" else metadata
    data = {"event": who, "text": text, "timestamp": at, "metadata": stored, "data": {}, **_read(who, text)}
    return {"sender_id": conversation, "type_name": who, "timestamp": at, "data": json.dumps(data)}


def _read(who: str, text: str) -> dict[str, Any]:
    """Return the parse data of a request for a person; other messages have none."""
    wishes = who == "user" and text in {messages[-1] for *_, messages in USERS}
    return {"parse_data": {"intent_ranking": [{"name": "handoff", "confidence": 1.0}]}} if wishes else {}


def _reply(database: Database, ticket: str, agent: str, text: str) -> None:
    """Store an agent's reply as the desk and the Rasa server do."""
    with database.begin() as connection:
        row = connection.execute(tickets.select().where(tickets.c.id == ticket)).one()
        title = next(title for name, title, _ in STAFF if agent == f"agent-{name}")
        id_ = put(connection, row, "message", {"text": text, "agent": title}, agent, f"demo-{ticket[:20]}")
        metadata = {"outcome": "handoff", "from": "person", "agent": title, "deliveries": [kept_as(id_)]}
        connection.execute(events.insert().values(**_event(row.conversation, "bot", text, 30, metadata)))
        connection.execute(tickets.update().where(tickets.c.id == ticket).values(first_reply_at=_iso(30)))


def _iso(ago: float) -> str:
    return (datetime.now(timezone.utc) - timedelta(seconds=ago)).isoformat(timespec="seconds")
