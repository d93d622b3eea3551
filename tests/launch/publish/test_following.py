"""A server takes what is published between two turns, or goes on with what it has."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent

from launch.publish import exchange as exchanges
from launch.publish.exchange import bind
from launch.publish.following import Follower, ServerStart
from launch.publish.running import running, wait
from launch.publish.store import VersionStore
from owner.live import current_view, show
from owner.versions import View
from tests.launch.publish.contents import generated, kept


@pytest.fixture(autouse=True)
def _shown() -> Any:
    yield
    show(None)


def slow_agent() -> Any:
    """Return an agent whose turns wait for `go`, and return what the turn showed before and after that."""
    agent = Agent()
    agent.go = asyncio.Event()
    agent.processor = SimpleNamespace()

    async def handle(message: object) -> object:
        before = current_view()
        await agent.go.wait()
        return before, current_view()

    agent.processor.handle_message = handle
    return agent


@pytest.fixture
def store(tmp_path: Path) -> VersionStore:
    made = VersionStore(tmp_path / "published")
    kept(made, tmp_path, "a", {"x": "一"})
    kept(made, tmp_path, "b", {"x": "二"})
    return made


def follower(store: VersionStore, app: Any) -> Follower:
    first = store.version(1)
    assert first
    bind(app.ctx.agent, first.view())
    draft = generated(store.folder.parent / "draft", {"x": "草稿"})
    following = Follower(app, ServerStart(store, draft, 5005, "", first.model, first, 0))
    following._say(following.status)
    return following


def new_model(*_: object) -> Any:
    return SimpleNamespace(domain=SimpleNamespace(responses={}), nlg=None)


async def test_a_turn_that_has_begun_ends_with_the_version_it_began_with(
    store: VersionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanges, "_load", new_model)
    told: list[object] = []
    old = slow_agent()
    app = SimpleNamespace(ctx=SimpleNamespace(agent=old, of_new_models=[told.append]))
    following = follower(store, app)
    turn = asyncio.ensure_future(old.handle_message(SimpleNamespace(sender_id="u", text="在吗")))
    await asyncio.sleep(0)
    served = store.serve(2, 1, pinned=False)
    await following.look()
    assert app.ctx.agent is not old
    assert told == [app.ctx.agent]
    view = current_view()
    assert view
    assert view.name == app.ctx.agent.view.name == "2"
    old.go.set()
    before, after = await turn
    assert before.name == after.name == "1"
    assert wait(store, served.serial, running(store), 5) == []
    assert [status.version for status in running(store)] == [2]


async def test_a_model_that_cannot_be_loaded_is_not_taken(store: VersionStore) -> None:
    old = slow_agent()
    app = SimpleNamespace(ctx=SimpleNamespace(agent=old))
    following = follower(store, app)
    # Its model is no archive.
    served = store.serve(2, 1, pinned=False)
    await following.look()
    assert app.ctx.agent is old
    assert wait(store, served.serial, running(store), 5) == ["端口 5005：模型载入失败（ValueError）"]
    assert [status.version for status in running(store)] == [1]
    gone = store.serve(77, 1, pinned=False)
    await following.look()
    assert wait(store, gone.serial, running(store), 5) == ["端口 5005：没有第 77 版的文件"]


def test_one_that_does_not_answer_is_named(store: VersionStore) -> None:
    following = follower(store, SimpleNamespace(ctx=SimpleNamespace(agent=Agent())))
    served = store.serve(2, 1, pinned=False)
    assert wait(store, served.serial, [following.status], 0.2) == ["端口 5005：0.2 秒内没有换上"]


async def test_a_view_is_of_one_task(tmp_path: Path) -> None:
    agent = slow_agent()
    agent.go.set()
    bind(agent, View(tmp_path / "5/generated"))
    before, _ = await agent.handle_message(SimpleNamespace(sender_id="u", text="在吗"))
    assert before.name == "5"
    assert current_view() is None
