"""Who may speak to the action server."""

from typing import Any

import aiohttp
import pytest
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.rasa_server import OnNewMessage
from launch.action_entrance import ActionEntrance
from tests.channels.fake_rasa import running

pytestmark = pytest.mark.asyncio


async def _failed(_: Request, __: Exception) -> HTTPResponse:
    """Answer as the SDK does."""
    return response.json({}, status=500)


class _Attached(InputChannel):
    def __init__(self, listens_on: str) -> None:
        self._listens_on = listens_on

    @classmethod
    def name(cls) -> str:
        return "attached"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        listens_on = self._listens_on

        class _Blueprint(Blueprint):
            def register(self, app: Sanic, options: dict[str, Any]) -> None:
                app.error_handler.add(Exception, _failed)
                ActionEntrance(listens_on).attach_sanic_app_extensions(app)

        return _Blueprint("attached")


@pytest.mark.parametrize(
    ("listens_on", "headers", "answered"),
    [
        ("127.0.0.1", {}, 200),
        ("127.0.0.1", {"Host": "localhost:5055"}, 200),
        ("127.0.0.1", {"Host": "evil.example"}, 421),
        ("::1", {"Host": "evil.example"}, 421),
        ("0.0.0.0", {"Host": "actions:5055"}, 200),
        ("127.0.0.1", {"Origin": "http://127.0.0.1:5005"}, 403),
        ("0.0.0.0", {"Origin": "https://evil.example"}, 403),
    ],
)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
async def test_only_programs_and_only_by_its_name(
    listens_on: str, headers: dict[str, str], answered: int, method: str
) -> None:
    async with (
        running(_Attached(listens_on)) as server,
        aiohttp.ClientSession() as http,
        http.request(method, server.url, headers=headers) as answer,
    ):
        assert (answer.status if answer.status in (403, 421) else 200) == answered


async def test_what_it_does_not_serve_is_no_error_of_its_own() -> None:
    async with running(_Attached("127.0.0.1")) as server, aiohttp.ClientSession(server.url) as http:
        for method, path, answered in (("GET", "/none", 404), ("PATCH", "/", 405)):
            async with http.request(method, path) as answer:
                assert answer.status == answered
