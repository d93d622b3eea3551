"""The action server is waited for as long as the setting says, and no longer."""

import asyncio
import json

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


async def test_the_action_server_is_told_the_same_though_the_domain_is_written_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[bytes] = []

    async def request(_: EndpointConfig, *, data: bytes, **named: object) -> None:
        assert named["json"] is None
        sent.append(data)

    monkeypatch.setattr(EndpointConfig, "request", request)
    agent = FakeAgent()
    agent.action_endpoint = EndpointConfig("http://127.0.0.1:1")
    watch_actions(agent, ActionMeters(CollectorRegistry()), 1.0)
    domain: dict[str, object] = {"responses": {"utter_a": [{"text": "“好”"}]}}
    other: dict[str, object] = {"responses": {}}
    calls: list[dict[str, object]] = [
        {"next_action": "action_a", "domain": domain, "tracker": {"slots": {"x": None}}},
        {"next_action": "action_b", "domain": domain},
        {"domain": other},
    ]
    for call in calls:
        await agent.action_endpoint.request(json=dict(call), timeout=300)
    assert [json.loads(body) for body in sent] == calls
    written = [one for one in (domain, other) if json.dumps(one).encode() in sent[-1]]
    assert written == [other]
