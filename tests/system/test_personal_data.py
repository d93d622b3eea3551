"""Personal data that users type, wherever a packet has room for it, is kept nowhere: stores, log, tickets, the desk.

The stores are SQLite on one machine, or PostgreSQL and Redis.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import sqlalchemy

from tests.desk_receiver import SECRET, Receiver
from tests.postgres import PostgresServer
from tests.redis_server import RedisServer
from tests.running import Running, running_assistant
from tests.socket_client import Client, client
from zh.personal import mask

# Checks are right: 18 and 15 digits of an identity card, a mobile, a bank card, an address.
PLANTED = {
    "card": "37010219900307851X",
    "old card": "370102900307851",
    "mobile": "13905311234",
    "bank card": "6222021602000012346",
    "mail": "wang.xiaoming@example.com",
}
WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "in full width": lambda text: text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}),
    "in groups": lambda text: " ".join(text[at : at + 4] for at in range(0, len(text), 4)),
    "with dashes": lambda text: "-".join(text[at : at + 4] for at in range(0, len(text), 4)),
}
NUMBERS = {name: text for name, text in PLANTED.items() if name != "mail"}
# Of the other kinds, which the words before them tell, or their form.
LABELLED = {
    "护照": "E38291045",
    "港澳通行证": "C38291045",
    "军官证": "南字第3829104号",
    "车牌": "鲁A38J29",
    "座机": "0531-83829104",
    "QQ": "382910456",
    "微信号": "xiaoming_3829",
    "社保卡号": "A38291045",
    "密码是": "Xm38291045!",
    "验证码": "38294917",
    "家住": "经十路3829号3号楼2单元501",
}
TEXTS = [
    *PLANTED.values(),
    *(write(text) for text in NUMBERS.values() for write in WRITTEN.values()),
]


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_are_what_they_seem(name: str) -> None:
    assert PLANTED[name] not in mask(f"我的号码{PLANTED[name]}，怎么注册")


@dataclass
class Planting:
    """An assistant, the desk behind it, and by what name all that it keeps can be read."""

    assistant: Running
    desk: Receiver
    kept: Callable[[], dict[str, bytes]]


@pytest.fixture
def desk() -> Iterator[Receiver]:
    it = Receiver()
    yield it
    it.stop()


@pytest.fixture(params=["one machine", "shared"])
def planting(request: pytest.FixtureRequest, tmp_path: Path, desk: Receiver) -> Iterator[Planting]:
    more = {"HANDOFF_WEBHOOK_URL": desk.url, "HANDOFF_WEBHOOK_SECRET": SECRET.decode()}
    if request.param == "one machine":
        with running_assistant(tmp_path, more) as running:
            yield Planting(running, desk, lambda: _files(tmp_path))
        return
    postgres: PostgresServer = request.getfixturevalue("postgres")
    url: str = request.getfixturevalue("postgres_url")
    redis: RedisServer = request.getfixturevalue("redis")
    with running_assistant(tmp_path, {**more, "DATABASE_URL": url, "REDIS_URL": redis.url}) as running:
        yield Planting(
            running,
            desk,
            lambda: {
                **_files(tmp_path),
                **_files(postgres.log.parent),
                **_tables(postgres, url),
                "redis": redis.everything().encode(),
            },
        )


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _tables(postgres: PostgresServer, url: str) -> dict[str, bytes]:
    """Return every row of every table as PostgreSQL writes it."""
    engine = sqlalchemy.create_engine(url)
    names = sqlalchemy.inspect(engine).get_table_names()
    engine.dispose()
    asked = {name: postgres.ask(f"SELECT kept::text FROM {name} AS kept", url) for name in names}
    return {name: "\n".join(row[0] for row in rows).encode() for name, rows in asked.items()}


async def test_nothing_planted_is_kept_anywhere(planting: Planting, request: pytest.FixtureRequest) -> None:
    for text in TEXTS:
        await _over_the_socket(planting.assistant.url, text)
    await _over_rest(planting.assistant.url)
    await _labelled(planting.assistant.url)
    planting.desk.wait(2 * len(TEXTS) + 2 * len(LABELLED))
    dumped = planting.kept()
    dumped["desk"] = json.dumps(planting.desk.heard, ensure_ascii=False).encode()
    shared = {"events", "tickets", "ticket_events", "redis", "postgresql.log"}
    here = shared if "shared" in request.node.name else {"conversations.db"}
    assert {*here, "log", "desk"} <= set(dumped)
    # What was said is there, or nothing would be proved by what is not.
    assert any(_holds(data, "怎么注册") for data in dumped.values())
    planted = (*TEXTS, *LABELLED.values())
    found = [(name, text) for name, data in dumped.items() for text in planted if _holds(data, text)]
    assert found == []


def _holds(data: bytes, text: str) -> bool:
    """Say whether `data` has the text in UTF-8, or as JSON writes it in ASCII, also within other quotes."""
    escaped = json.dumps(text)[1:-1]
    return any(form.encode() in data for form in (text, escaped, escaped.replace("\\", "\\\\")))


async def _over_the_socket(url: str, text: str) -> None:
    """Say it in every field of every packet, before and while a person has the conversation."""
    async with client(url) as user:
        await user.session(text)
        await _turn(user, {"message": f"我的是{text}，怎么注册", "id": text, "metadata": {"title": text, text: text}})
        await _turn(user, {"message": '/menu{"topic": "' + text + '"}', "metadata": {"title": text}})
        await user.socket.emit("feedback", {"id": text, "helpful": False, "reason": text})
        await _turn(user, {"message": "转人工"})
        await _turn(user, {"message": f"电话{text}打给我"})


async def _labelled(url: str) -> None:
    """Say what only its label tells, before and while a person has the conversation."""
    said = [f"我的{label}{text}" for label, text in LABELLED.items()]
    for text in said:
        async with client(url) as user:
            await user.session()
            for message in (text, "转人工", text):
                await _turn(user, {"message": message, "metadata": {"title": text}})
    async with aiohttp.ClientSession() as http:
        for number, text in enumerate(said):
            body = {"sender": f"labelled-{number}", "message": text, "metadata": {"note": text}}
            async with http.post(f"{url}/webhooks/rest/webhook", json=body) as response:
                assert response.status == 200


async def _turn(user: Client, packet: dict[str, object]) -> None:
    states = len(user.heard.get("bot_typing", []))
    await user.socket.call("user_uttered", packet, timeout=30)
    await user.wait("bot_typing", states + 2, 30)


async def _over_rest(url: str) -> None:
    async with aiohttp.ClientSession() as http:
        for number, text in enumerate(TEXTS):
            body = {
                "sender": f"planted-{number}",
                "message": f"{text}怎么注册",
                "metadata": {"note": text, text: [text]},
            }
            async with http.post(f"{url}/webhooks/rest/webhook", json=body) as response:
                assert response.status == 200


def test_the_search_can_find(tmp_path: Path) -> None:
    file = tmp_path / "store"
    file.write_text(json.dumps({"text": f"x{TEXTS[-1]}", "wide": "３７"}), encoding="utf-8")
    assert _holds(file.read_bytes(), TEXTS[-1])
    assert _holds(file.read_bytes(), "３７")
