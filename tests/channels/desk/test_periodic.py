"""A check runs again and again until it is stopped, whatever it raises."""

import asyncio
import logging

import pytest
from sanic import Sanic

from channels.desk.periodic import Look, Periodic
from channels.rasa_server import NoAgent

pytestmark = pytest.mark.asyncio

APP = Sanic("periodic", configure_logging=False)


async def run_until_third_look(look: Look) -> None:
    """Run a check until its third look begins."""
    looks, third = [0], asyncio.Event()

    async def counted(app: Sanic) -> None:
        looks[0] += 1
        if looks[0] == 3:
            third.set()
        await look(app)

    periodic = Periodic(counted, 0.0, "The queue")
    periodic.begin(APP)
    await asyncio.wait_for(third.wait(), 10)
    await periodic.stop()
    after = looks[0]
    await asyncio.sleep(0)
    assert looks[0] == after


async def test_it_gets_the_server_until_it_is_stopped() -> None:
    seen: list[Sanic] = []

    async def look(app: Sanic) -> None:
        seen.append(app)

    await run_until_third_look(look)
    assert set(seen) == {APP}


async def test_an_error_is_logged_once_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    async def look(app: Sanic) -> None:
        raise OSError("a password")

    with caplog.at_level(logging.ERROR):
        await run_until_third_look(look)
    assert caplog.messages == ["The queue could not be looked at: OSError"]


async def test_a_server_without_a_model_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    async def look(app: Sanic) -> None:
        raise NoAgent

    await run_until_third_look(look)
    assert caplog.messages == []


async def test_what_never_began_stops_at_once() -> None:
    async def look(app: Sanic) -> None:
        raise AssertionError

    await Periodic(look, 0.0, "The queue").stop()
