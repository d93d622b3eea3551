"""The REST channel over real connections."""

import asyncio
import json
import logging
import random
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from rasa.core.channels.rest import RestInput as RasasRestInput
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException

from channels.one_turn import apology
from channels.rest.input import RestInput
from channels.rest.packet import SenderPacket, read_sender, read_turn
from persistence.names import SEALED
from tests.channels.conftest import NAMES
from tests.channels.fake_rasa import ANSWER, GREETING, Running, running
from zh.personal import find_personal

pytestmark = pytest.mark.asyncio

CREDENTIALS = {"payload_intents": ["ask", "greet"]}


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Running]:
    async with running(RestInput.from_credentials(CREDENTIALS)) as it:
        yield it


async def post(server: Running, body: object, query: str = "") -> tuple[int, Any]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{server.url}/webhooks/rest/webhook{query}", data=data) as response,
    ):
        return response.status, json.loads(await response.text())


async def say(server: Running, text: str, sender: str = "someone") -> list[dict[str, Any]]:
    status, messages = await post(server, {"sender": sender, "message": text})
    assert status == 200
    assert isinstance(messages, list)
    return messages


async def test_an_answer_is_whole_and_carries_its_metadata(server: Running) -> None:
    await say(server, "/greet")
    [answer] = await say(server, '/ask{"faq_id": "registration_how"}')
    assert answer == {"recipient_id": "someone", "text": ANSWER["text"], "metadata": ANSWER["metadata"]}


async def test_rasas_own_channel_loses_both() -> None:
    async with running(RasasRestInput()) as server:
        messages = await say(server, '/ask{"faq_id": "registration_how"}')
        assert len(messages) > 1
        assert not any("metadata" in message for message in messages)


async def test_buttons_stay_buttons(server: Running) -> None:
    [greeting] = await say(server, "/greet")
    assert greeting["buttons"] == GREETING["buttons"]


async def test_only_payloads_of_buttons_are_commands(server: Running) -> None:
    [reply] = await say(server, "/restart")
    assert reply["text"] == "您说：/restart"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"[" * 60_000, 400),
        ({"message": "在吗"}, 400),
        ({"sender": "", "message": "在吗"}, 400),
        ({"sender": 7, "message": "在吗"}, 400),
        ({"sender": "a\n", "message": "在吗"}, 400),
        ({"sender": "a" * 256, "message": "在吗"}, 400),
        ({"sender": "web-0123", "message": "在吗"}, 400),
        ({"sender": "wechat-0123", "message": "在吗"}, 400),
        ({"sender": NAMES.conversation("a"), "message": "在吗"}, 400),
        ({"sender": "a"}, 400),
        ({"sender": "a", "message": None}, 400),
        ({"sender": "a", "message": " \u200b "}, 400),
        ({"sender": "a", "message": "在吗", "metadata": [1]}, 400),
        (b" " * 70_000, 413),
    ],
)
async def test_what_is_no_request_is_refused_with_a_reason(server: Running, body: object, status: int) -> None:
    result, reply = await post(server, body)
    assert result == status
    assert reply["error"]
    assert not server.agent.seen


async def test_a_long_text_is_declined_politely(server: Running) -> None:
    [reply] = await say(server, "长" * 501)
    assert (reply["text"], reply["metadata"]["reason"]) == ("too_long：500", "too_long")
    assert not server.agent.seen


@pytest.mark.parametrize(("text", "reason"), [("沉默", "silent"), ("出错", "error")])
async def test_nobody_is_left_without_an_answer(
    server: Running, text: str, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        [reply] = await say(server, text)
    assert (reply["text"], reply["metadata"]) == (apology(), {"outcome": "decline", "reason": reason})
    assert text not in caplog.text


async def test_metadata_of_the_request_reaches_rasa(server: Running) -> None:
    await post(server, {"sender": "a", "message": "在吗", "metadata": {"title": "甲"}})
    [seen] = server.agent.seen
    assert {name: value for name, value in seen.metadata.items() if name != SEALED} == {"title": "甲"}
    assert (seen.input_channel, seen.sender_id) == ("rest", NAMES.conversation("a"))


def of_a_kind() -> list[str]:
    """Return senders as programs have them, of which many look like somebody's number."""
    chance = random.Random(15)
    digits = ["".join(chance.choices("0123456789", k=length)) for length in (11, 15, 16, 18, 19) for _ in range(60)]
    return [*digits, *(f"{chance.getrandbits(128):032x}" for _ in range(300))]


async def test_a_sender_that_looks_like_a_number_is_answered_and_stored_as_a_digest(server: Running) -> None:
    numbers = ["11010519491231002X", "13800138000", "6222020200112230", "a@example.org", "u 138 0013 8000"]
    assert all(map(find_personal, numbers))
    for sender in numbers:
        [answer] = await say(server, "您好", sender)
        assert answer["recipient_id"] == sender
    seen = server.agent.seen
    assert [message.sender_id for message in seen] == list(map(NAMES.conversation, numbers))
    assert [NAMES.unseal(message.metadata[SEALED]) for message in seen] == numbers
    assert not [number for number in numbers if number in repr([message.__dict__ for message in seen])]


async def test_no_sender_is_refused_for_what_it_looks_like() -> None:
    senders = of_a_kind()
    assert any(map(find_personal, senders))
    for sender in senders:
        assert isinstance(read_sender(json.dumps({"sender": sender}).encode()), SenderPacket)


async def test_a_conversation_is_one_turn_at_a_time(server: Running) -> None:
    server.agent.seconds = 0.05
    texts = [str(number) for number in range(5)]
    replies = await asyncio.gather(*(say(server, text) for text in texts))
    assert [reply[0]["text"] for reply in replies] == [f"您说：{text}" for text in texts]
    tracker = await server.agent.tracker_store.retrieve(NAMES.conversation("someone"))
    assert tracker
    kinds = [event.type_name for event in tracker.events if event.type_name in ("user", "bot")]
    assert kinds == ["user", "bot"] * len(texts)


async def test_a_stream_says_the_same_line_by_line(server: Running) -> None:
    body = json.dumps({"sender": "a", "message": "/greet"})
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{server.url}/webhooks/rest/webhook?stream=true", data=body) as response,
    ):
        lines = (await response.text()).splitlines()
    assert [json.loads(line)["text"] for line in lines] == [GREETING["text"]]


async def test_it_says_that_it_is_there(server: Running) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{server.url}/webhooks/rest/") as response:
        assert await response.json() == {"status": "ok"}


@pytest.mark.parametrize("wrong", [{"token": "x"}, {"payload_intents": {"ask": 1}}, {"payload_intents": [1]}])
async def test_a_setting_that_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(RasaException, match=next(iter(wrong))):
        RestInput.from_credentials(wrong)


@pytest.mark.parametrize("metadata", [{"a": "1 " * 30_000}, {"1 " * 30_000: "a"}, {"a": [{"b": ["1 "] * 1000}]}])
async def test_much_metadata_is_refused_before_it_is_read(server: Running, metadata: object) -> None:
    status, reply = await post(server, {"sender": "a", "message": "在吗", "metadata": metadata})
    assert status == 400
    assert "metadata" in reply["error"]


async def test_what_is_sent_too_fast_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []

    def counting(*given: Any) -> Any:
        read.append(given)
        return read_turn(*given)

    monkeypatch.setattr("channels.rest.input.read_turn", counting)
    credentials = {**CREDENTIALS, "rate_limits": {"conversation": "2 per 1 minute"}}
    async with running(RestInput.from_credentials(credentials)) as server:
        for text in ("一", "二", "三"):
            last = await say(server, text)
        assert last[0]["metadata"]["reason"] == "too_fast"
        assert len(read) == 2


async def test_what_the_owner_has_made_public_is_no_personal_data(server: Running) -> None:
    server.agent.domain = Domain.from_dict({"responses": {"utter_mail": [{"text": "邮箱sdzjkf@163.com"}]}})
    text = "邮件发到sdzjkf@163.com了没回"
    await post(server, {"sender": "a", "message": text, "metadata": {"to": ["sdzjkf@163.com", "li@qq.com"]}})
    [seen] = server.agent.seen
    assert (seen.text, seen.metadata["to"]) == (text, ["sdzjkf@163.com", "【邮箱】"])
