"""While the action server is away the log has one line of it, and none for each turn."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from aiohttp import web
from prometheus_client import CollectorRegistry
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from channels.one_turn import run_turn
from channels.watch import outages
from channels.watch.actions import ActionMeters, watch_actions
from launch.ports import free_port
from tests.channels.fake_rasa import FakeAgent, app_with
from tests.faults.hanging import hanging_server

RASAS_PROCESSOR = logging.getLogger("rasa.core.processor")
TURNS = 5


@asynccontextmanager
async def nobody() -> AsyncIterator[str]:
    yield f"http://127.0.0.1:{free_port()}"


@asynccontextmanager
async def closing() -> AsyncIterator[str]:
    """Close each connection without a word."""
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()


@asynccontextmanager
async def answering(statuses: list[int]) -> AsyncIterator[str]:
    """Answer with these, one after the other."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"events": [], "responses": []}, status=statuses.pop(0))

    app = web.Application()
    app.router.add_post("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


class ActingAgent(FakeAgent):
    """Runs an action in each turn, and goes on as Rasa's processor does when it fails."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.action_endpoint = EndpointConfig(url)
        watch_actions(self, ActionMeters(CollectorRegistry()), 0.2)

    async def handle_message(self, message: UserMessage) -> None:
        action = RemoteAction("action_greet", self.action_endpoint)
        tracker = DialogueStateTracker.from_events(message.sender_id, [])
        nlg = TemplatedNaturalLanguageGenerator({})
        try:
            await action.run(CollectingOutputChannel(), nlg, tracker, Domain.empty())
        except Exception:
            RASAS_PROCESSOR.exception("Encountered an exception while running action 'action_greet'.")


class Collecting(CollectingOutputChannel):
    sent = 0

    async def send_response(self, recipient_id: str, message: object) -> None:
        self.sent += 1


async def turns(url: str, count: int = TURNS) -> None:
    agent = ActingAgent(url)
    for number in range(count):
        message = UserMessage("你好", Collecting(), f"u{number % 2}", input_channel="rest")
        await run_turn(message, agent.handle_message, app_with(agent))


def lines(caplog: pytest.LogCaptureFixture, least: int = logging.WARNING) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= least]


@pytest.mark.parametrize("away", [nobody, closing, hanging_server])
async def test_an_outage_is_one_line(
    away: Callable[[], AbstractAsyncContextManager[str]], caplog: pytest.LogCaptureFixture
) -> None:
    async with away() as url:
        await turns(url)
    [line] = lines(caplog)
    assert line.startswith("动作服务没有应答（")


async def test_debug_has_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with nobody() as url:
            await turns(url, 2)
    debug = [record.getMessage() for record in caplog.records if record.levelname == "DEBUG"]
    for beginning in (*outages.RASAS.values(), "A turn had no answer"):
        assert len([line for line in debug if line.startswith(beginning)]) == 2


async def test_an_action_server_that_is_there_and_fails_is_an_error_of_each_turn(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with answering([500] * TURNS) as url:
        await turns(url)
    assert not [line for line in lines(caplog) if line.startswith("动作服务")]
    assert len([line for line in lines(caplog) if line.startswith("Encountered")]) == TURNS


async def test_other_errors_of_rasa_stay(caplog: pytest.LogCaptureFixture) -> None:
    async with nobody() as url:
        await turns(url, 1)
    for name in outages.RASAS:
        logging.getLogger(name).error("Something else.")
    outages.turn_begins()
    RASAS_PROCESSOR.error("Encountered an exception while running action 'action_greet'.")
    assert lines(caplog)[1:] == ["Something else."] * 2 + [
        "Encountered an exception while running action 'action_greet'."
    ]


async def test_the_end_is_told_and_an_outage_that_comes_and_goes_is_not_told_each_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    outage = outages.ActionOutage()
    for _ in range(5):
        outage.begins(asyncio.TimeoutError())
        assert outages.is_away()
        outage.ends()
        assert not outages.is_away()
    assert [line[:6] for line in lines(caplog, logging.INFO)] == ["动作服务没有", "动作服务恢复"]
