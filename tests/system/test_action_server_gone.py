"""The action server goes away in the middle of a conversation and comes back."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from channels.one_turn import SORRY
from tests.running import ROOT, free_port, wait_until_it_answers
from tests.talking import talking_to

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start parts of `python -m launch`; all are stopped by their ids."""
    started: list[subprocess.Popen[bytes]] = []
    action_port = free_port()
    environment = {
        **os.environ,
        "CONVERSATIONS_DB": str(tmp_path / "conversations.db"),
        "ACTION_ENDPOINT_URL": f"http://127.0.0.1:{action_port}/webhook",
    }

    def run(part: str, port: int | None = None) -> "subprocess.Popen[bytes]":
        ports = ["--port", str(port or action_port)]
        more = ["--action-port", str(action_port)] if part == "server" else []
        process = subprocess.Popen(
            [sys.executable, "-m", "launch", part, *ports, *more],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        started.append(process)
        wait_until_it_answers(f"http://127.0.0.1:{port or action_port}/{'' if port else 'health'}", process)
        return process

    yield run
    for process in started:
        process.send_signal(signal.SIGTERM)
    for process in started:
        process.wait(timeout=60)


async def test_a_polite_sentence_and_on_it_goes(start: Start) -> None:
    port = free_port()
    actions = start("actions")
    start("server", port)
    async with talking_to(f"http://127.0.0.1:{port}") as talk:
        [asked] = await talk.say("忘记密码")
        assert asked["metadata"]["asks"] == "role"
        actions.kill()
        actions.wait(timeout=60)
        [sorry] = await talk.say("我是单位管理员")
        assert (sorry["text"], sorry["metadata"]["outcome"]) == (SORRY, "decline")
        [plain] = await talk.say("证书怎么打印")
        assert plain["metadata"]["faq_id"] == "certificate_print"
        start("actions")
        [answer] = await talk.say("忘记密码")
        assert answer["metadata"]["faq_id"] == "password_recover"
        assert "上级审核部门" in answer["text"]
