"""Personal data that users type, wherever a packet has room for it, is kept nowhere: stores, log, tickets, the desk."""

import json
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from tests.desk_receiver import Receiver
from tests.running import Running
from tests.socket_client import Client, client
from zh.masking import mask

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
TEXTS = [
    *PLANTED.values(),
    *(write(text) for text in NUMBERS.values() for write in WRITTEN.values()),
]


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_are_what_they_seem(name: str) -> None:
    assert PLANTED[name] not in mask(f"我的号码{PLANTED[name]}，怎么注册")


async def test_nothing_planted_is_kept_anywhere(with_desk: Running, receiver: Receiver) -> None:
    for text in TEXTS:
        await _over_the_socket(with_desk.url, text)
    await _over_rest(with_desk.url)
    receiver.wait(2 * len(TEXTS))
    kept = {path.name: path.read_bytes() for path in with_desk.folder.iterdir() if path.is_file()}
    assert any(b"user" in data for data in kept.values())
    kept["desk"] = json.dumps(receiver.heard, ensure_ascii=False).encode()
    found = [(name, text) for name, data in kept.items() for text in TEXTS if _holds(data, text)]
    assert found == []


def _holds(data: bytes, text: str) -> bool:
    """Say whether `data` has the text in UTF-8, or as JSON writes it in ASCII."""
    return text.encode() in data or json.dumps(text)[1:-1].encode() in data


async def _over_the_socket(url: str, text: str) -> None:
    """Say it in every field of every packet, before and while a person has the conversation."""
    async with client(url) as user:
        await user.session(text)
        await _turn(user, {"message": f"我的是{text}，怎么注册", "id": text, "metadata": {"title": text, text: text}})
        await _turn(user, {"message": '/menu{"topic": "' + text + '"}', "metadata": {"title": text}})
        await user.socket.emit("feedback", {"id": text, "helpful": False, "reason": text})
        await _turn(user, {"message": "转人工"})
        await _turn(user, {"message": f"电话{text}打给我"})


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
