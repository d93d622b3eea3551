"""The server is killed in the middle of a conversation, and another takes its place with the same database."""

import socket
from typing import Any

from launch.ports import free_port
from tests.socket_client import Client, client
from tests.system.conftest import Start

TIMEOUT = 30.0


async def ask(user: Client, text: str, id_: str, **more: Any) -> list[dict[str, Any]]:
    """Say something with a message id; return what is answered until its turn has ended, and is stored."""
    before = len(user.heard.get("bot_uttered", []))
    await user.say(text, id=id_, **more)
    states = 0
    while {"on": False, "id": id_} not in user.heard.get("bot_typing", []):
        states += 1
        await user.wait("bot_typing", states, TIMEOUT)
    return user.heard.get("bot_uttered", [])[before:]


def said_by_user(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages if message["sender"] == "user"]


async def test_the_conversation_goes_on_and_nothing_is_answered_twice(start: Start) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    start("actions")
    server = start("server", port)
    async with client(url) as user:
        session = await user.session()
        [answer] = await ask(user, "证书怎么打印", "message-1")
        assert answer["metadata"]["faq_id"] == "certificate_print"
    server.kill()
    server.wait(timeout=60)
    start("server", port)
    async with client(url) as user:
        assert await user.session(session) == session
        before = await user.history()
        assert said_by_user(before) == ["证书怎么打印"]
        assert await ask(user, "证书怎么打印", "message-1", again=True) == []
        assert await user.history() == before
        [answer] = await ask(user, "那达标要多少学时", "message-2", again=True)
        assert answer["metadata"]["faq_id"] == "certificate_standard"


async def test_a_message_whose_turn_died_is_answered_by_the_next_server(start: Start) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    server = start("server", port)
    # An action server that takes the request and never answers: the turn is still running when the server dies.
    with socket.create_server(("127.0.0.1", action_port_of(server))):
        async with client(url) as user:
            session = await user.session()
            taken = await user.socket.call("user_uttered", {"message": "忘记密码", "id": "message-1"}, timeout=10)
            assert taken == {"shown": "忘记密码"}
            assert await user.nothing("bot_uttered", 1.0)
            server.kill()
            server.wait(timeout=60)
    start("actions")
    start("server", port)
    async with client(url) as user:
        assert await user.session(session) == session
        assert await user.history() == []
        [asked] = await ask(user, "忘记密码", "message-1", again=True)
        assert asked["metadata"]["asks"] == "role"
        assert said_by_user(await user.history()) == ["忘记密码"]


def action_port_of(server: Any) -> int:
    """Return the port at which a server that was started expects the action server."""
    return int(server.args[server.args.index("--action-port") + 1])
