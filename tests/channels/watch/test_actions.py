"""The action server is waited for as long as the setting says, and no longer."""

import asyncio

import pytest
from prometheus_client import CollectorRegistry
from rasa.utils.endpoints import EndpointConfig

from channels.watch.actions import ActionMeters, WatchedEndpoint, watch_actions
from tests.channels.fake_rasa import FakeAgent
from tests.faults.hanging import hanging_server


async def test_who_accepts_and_never_answers_has_failed() -> None:
    registry = CollectorRegistry()
    async with hanging_server() as url:
        agent = FakeAgent()
        agent.action_endpoint = EndpointConfig(url)
        watch_actions(agent, ActionMeters(registry), 0.3)
        # 300: what Rasa gives with each call.
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(agent.action_endpoint.request(json={}, timeout=300), 30)
    assert registry.get_sample_value("xueshi_action_failures_total") == 1
    assert isinstance(agent.action_endpoint, WatchedEndpoint)
    assert agent.action_endpoint.answered is None
