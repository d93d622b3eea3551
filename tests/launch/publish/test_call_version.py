"""The action server shows the version of the turn that calls it, told in the call."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from aiohttp.test_utils import TestServer
from aiohttp.web import Application, Request, Response, json_response
from prometheus_client import CollectorRegistry
from rasa.utils.endpoints import EndpointConfig

from channels.watch.actions import ActionMeters, WatchedEndpoint
from launch.publish import call_version
from launch.publish.call_version import _show
from owner.live import current_view, show_here, showing
from owner.versions import HEADER, View, published_folder, view_of


async def test_a_call_names_the_version_of_its_turn(tmp_path: Path) -> None:
    named: list[str | None] = []

    async def webhook(request: Request) -> Response:
        named.append(request.headers.get(HEADER))
        return json_response({})

    app = Application()
    app.router.add_post("/webhook", webhook)
    async with TestServer(app) as server:
        url = EndpointConfig(str(server.make_url("/webhook")))
        endpoint = WatchedEndpoint(url, ActionMeters(CollectorRegistry()), 30)
        with showing(View(tmp_path / "12/generated")):
            await endpoint.request(json={})
        await endpoint.request(json={})
    assert named == ["12", None]


async def test_a_call_is_answered_in_the_version_it_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (published_folder(tmp_path) / "12/generated").mkdir(parents=True)
    monkeypatch.setattr(call_version, "view_of", lambda number: view_of(number, tmp_path))
    try:
        await _show(SimpleNamespace(headers={HEADER: "12"}))  # type: ignore[arg-type]
        view = current_view()
        assert view
        assert view.name == "12"
        # The next call on the same connection names none.
        await _show(SimpleNamespace(headers={}))  # type: ignore[arg-type]
        assert current_view() is None
    finally:
        show_here(None)
