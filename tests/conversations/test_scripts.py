"""Every scripted conversation, over the running server."""

from collections import Counter
from contextlib import AsyncExitStack

import pytest

from tests.conversations.script import Script, load, play
from tests.rest_talking import rest_talk
from tests.running import Running
from tests.talking import talking_to

SCRIPTS = load()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: f"{script.point}-{script.name}")
async def test_over_the_socket(assistant: Running, script: Script) -> None:
    async with AsyncExitStack() as stack:
        users = {user: await stack.enter_async_context(talking_to(assistant.url)) for user in script.users}
        assert not await play(script, users)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: f"{script.point}-{script.name}")
async def test_over_rest(assistant: Running, script: Script) -> None:
    async with AsyncExitStack() as stack:
        users = {user: await stack.enter_async_context(rest_talk(assistant.url)) for user in script.users}
        assert not await play(script, users)


def test_there_are_enough_and_no_two_alike() -> None:
    assert len(SCRIPTS) >= 150
    assert all(2 <= len(script.turns) <= 8 for script in SCRIPTS)
    counted = Counter(script.point for script in SCRIPTS)
    assert {point for point, count in counted.items() if count >= 15} >= {
        *("role", "city", "context", "doubt", "traps", "person", "small_talk"),
    }
    assert len({script.messages for script in SCRIPTS}) == len(SCRIPTS)
    assert len({(script.point, script.name) for script in SCRIPTS}) == len(SCRIPTS)
