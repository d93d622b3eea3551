"""Turns seen from outside: counted whatever becomes of them, and logged without their words."""

import logging
from typing import Any

import pytest
from prometheus_client import CollectorRegistry
from rasa.core.channels.channel import UserMessage

from channels.one_turn import run_turn
from channels.rest.output import RestOutput
from channels.watch.health_checks import HealthChecks
from channels.watch.state import Watch, keep_watch
from observability.request_id import request_id
from observability.turns import TurnMeters
from tests.channels.fake_rasa import ANSWER, FakeAgent, app_with


class Watched:
    """An agent whose turns are counted, and one turn with it."""

    def __init__(self) -> None:
        self.agent = FakeAgent()
        self.registry = CollectorRegistry()
        self.meters = TurnMeters(self.registry, ["rest"])
        self.app = app_with(self.agent)
        keep_watch(self.app, Watch(self.meters, HealthChecks(self.app)))

    async def turn(self, text: str) -> list[dict[str, Any]]:
        output = RestOutput()
        message = UserMessage(text, output, "SENDER", input_channel="rest")
        await run_turn(message, self.agent.handle_message, self.app)
        assert message.output_channel is output
        said: list[dict[str, Any]] = output.messages
        return said

    def value(self, name: str, **labels: str) -> float:
        value = self.registry.get_sample_value(name, {"channel": "rest", **labels})
        assert value is not None
        return value


async def test_an_answered_turn() -> None:
    watched = Watched()
    watched.meters.know_answers(["registration_how"])
    watched.agent.answers["怎么注册"] = [ANSWER]
    [answer] = await watched.turn("怎么注册")
    assert answer["metadata"]["faq_id"] == "registration_how"
    assert watched.value("xueshi_turns_total") == 1
    assert watched.value("xueshi_turn_outcomes_total", outcome="answer") == 1
    assert watched.registry.get_sample_value("xueshi_answers_total", {"faq_id": "registration_how"}) == 1
    assert watched.value("xueshi_turn_seconds_count") == 1


@pytest.mark.parametrize(("text", "reason"), [("沉默", "silent"), ("出错", "error")])
async def test_a_turn_that_fails(text: str, reason: str) -> None:
    watched = Watched()
    await watched.turn(text)
    assert watched.value("xueshi_turn_failures_total", reason=reason) == 1
    assert watched.value("xueshi_turn_outcomes_total", outcome="decline") == 1


async def test_silence_that_is_meant() -> None:
    watched = Watched()
    await watched.turn("暂停")
    assert watched.value("xueshi_turn_outcomes_total", outcome="none") == 1
    assert watched.value("xueshi_turn_failures_total", reason="silent") == 0


@pytest.mark.parametrize("text", ["出错", "秘密的话"])
async def test_the_log_says_what_it_came_to_and_nothing_else(text: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await Watched().turn(text)
    [said] = [record for record in caplog.records if record.name == "channels.watch.turn"]
    assert vars(said)["outcome"] in ("chat", "decline")
    assert vars(said)["seconds"] > 0
    for record in caplog.records:
        assert text not in str(vars(record))
        assert "SENDER" not in str(vars(record))


async def test_each_turn_has_an_id_of_its_own() -> None:
    watched, ids = Watched(), []

    async def handle(_: UserMessage) -> None:
        ids.append(request_id.get())

    for _ in range(2):
        await run_turn(UserMessage("x", RestOutput(), "SENDER", input_channel="rest"), handle, watched.app)
    assert len(set(ids)) == 2
    assert None not in ids


async def test_without_anybody_who_counts() -> None:
    output = RestOutput()
    agent = FakeAgent()
    await run_turn(UserMessage("你好", output, "SENDER", input_channel="rest"), agent.handle_message, app_with(agent))
    assert output.sent == 1
