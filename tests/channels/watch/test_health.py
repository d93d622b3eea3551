"""Whether the assistant would answer."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from sanic import Sanic

from channels.watch.health import is_ready
from tests.channels.fake_rasa import FakeAgent, app_with


@pytest.mark.parametrize(("agent", "ready"), [(None, False), (FakeAgent(), True)])
def test_ready_with_a_model(agent: Any, ready: bool) -> None:
    assert is_ready(app_with(agent)) is ready


def test_not_ready_before_the_agent_is_loaded() -> None:
    assert not is_ready(cast(Sanic, SimpleNamespace(ctx=SimpleNamespace())))


def test_not_ready_when_the_model_could_not_be_loaded() -> None:
    agent = FakeAgent()
    agent.ready = False
    assert not is_ready(app_with(agent))
