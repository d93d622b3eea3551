"""ChatPageInput: the chat page, served by Rasa's own server at "/"."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.page_assets import INDEX, Asset, is_fresh, page_assets

ROOT_PATH = "/"
PREFIX = "/web"

# Only files of this server: a script or style that someone gets into the page does not run, and no other page
# may frame it. ("self" covers the web socket as well.)
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Asked for each time and mostly answered with 304: a new release is seen at once.
    "Cache-Control": "no-cache",
}


class ChatPageInput(InputChannel):
    """No messages come in here: a channel is how Rasa lets one add to its server.

    credentials.yml:
        channels.chat_page.ChatPageInput:
          folder: web
    """

    @classmethod
    def name(cls) -> str:
        return "page"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "ChatPageInput":
        return cls(Path((credentials or {}).get("folder", "web")))

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        return PageBlueprint(page_assets(self.folder))


class PageBlueprint(Blueprint):
    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__("chat_page")
        self.ctx.assets = assets
        self.add_route(partial(_file, assets), f"{PREFIX}/<name:str>", methods=["GET"], name="file")

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Serve the files under "/web", not under the webhook's address, and the page at "/".

        Rasa has taken the route "/" before any channel is asked; a middleware comes before all routes.
        """
        super().register(app, {**options, "url_prefix": None})  # type: ignore[no-untyped-call]
        app.register_middleware(partial(_page_at_root, self.ctx.assets), "request")


async def _file(assets: Mapping[str, Asset], request: Request, name: str) -> HTTPResponse:
    if name not in assets:
        raise NotFound("no such file")
    return _answer(assets[name], request)


async def _page_at_root(assets: Mapping[str, Asset], request: Request) -> HTTPResponse | None:
    return _answer(assets[INDEX], request) if request.path == ROOT_PATH and request.method == "GET" else None


def _answer(asset: Asset, request: Request) -> HTTPResponse:
    headers = {**HEADERS, "ETag": asset.etag}
    if is_fresh(asset, request.headers):
        return response.empty(status=304, headers=headers)
    return response.raw(asset.body, headers=headers, content_type=asset.content_type)
