"""ChatPageInput: serves the chat page and its launcher from Rasa's own server."""

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.feedback.reasons import feedback_reasons
from channels.page_assets import (
    DEMO,
    FORM,
    INDEX,
    JSON,
    LAUNCHER,
    PREFIX,
    Asset,
    asset,
    is_fresh,
    page_assets,
    takes_gzip,
)
from channels.page_data import answerable_titles, page_data
from channels.page_headers import ANYBODY, LASTING, REVALIDATED, demo_headers, page_headers
from channels.page_look import PageLook
from channels.page_words import NOTHING, TaughtWords, taught_words_in
from channels.rasa_server import OnNewMessage, agent_of
from channels.settings import server_settings
from channels.staff_form.page import LinkedForm
from channels.staff_form.receiver import PATH as FORM_PATH
from channels.staff_form.receiver import FormReceiver, form_receiver
from observability.log_limit import LogLimit
from owner.live import answer_titles, profile

logger = logging.getLogger(__name__)

DATA = "page.json"
TOP = {"/": INDEX, "/demo": DEMO, FORM_PATH: FORM, f"/{LAUNCHER}": LAUNCHER}
"""Paths outside the folder of the page's files, and the file that each serves."""

ICON = "/favicon.ico"

IDLE_MINUTES = 60
MOST_IDLE = 7 * 24 * 60

_ORIGIN = re.compile(r"https?://[0-9A-Za-z.-]+(:\d+)?")


class ChatPageInput(InputChannel):
    """A channel without messages, because Rasa lets only channels add to its server.

    credentials.yml:
        channels.chat_page.ChatPageInput:
          folder: web
          embed_origins: ["https://www.example.org"]
    """

    @classmethod
    def name(cls) -> str:
        return "page"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "ChatPageInput":
        settings = credentials or {}
        idle = idle_minutes(settings.get("idle_minutes", IDLE_MINUTES))
        origins = embed_origins(settings.get("embed_origins"))
        return cls(Path(settings.get("folder", "web")), origins, idle, form_receiver(server_settings()))

    def __init__(
        self, folder: Path, origins: Sequence[str] = (), idle: int = IDLE_MINUTES, form: FormReceiver | None = None
    ) -> None:
        """`origins`: sites that may show the chat in a frame, beside this server's own. `idle`: minutes after which
        an unused conversation ends, 0: never. `form`: None if users have no form to fill in.
        """
        self.form = form
        self.folder = folder
        self.origins = origins
        self.idle = idle

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        pages = ChatPages(PageLook(page_assets(self.folder)), self.origins, self.idle, has_form=self.form is not None)
        return PageBlueprint(pages, LinkedForm(self.form))


def embed_origins(value: object) -> list[str]:
    """Return the setting; raises RasaException if it is no list of origins ("*" is refused, as it allows any page)."""
    values = [] if value is None else value
    if not isinstance(values, list) or not all(isinstance(item, str) and _ORIGIN.fullmatch(item) for item in values):
        raise RasaException(f'embed_origins must list origins such as "https://www.example.org", not {value!r}')
    return values


def idle_minutes(value: object) -> int:
    """Return the setting; raises RasaException if it is no number of minutes."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_IDLE:
        raise RasaException(f"idle_minutes must be a number of minutes, 0 for never, not {value!r}")
    return value


class ChatPages:
    """Answers requests for the page's files. Its bound methods are the routes' handlers."""

    def __init__(self, look: PageLook, origins: Sequence[str], idle: int, *, has_form: bool) -> None:
        self._look = look
        self._has_form = has_form
        self._origins = origins
        self._idle = idle
        self._headers = page_headers(origins)
        self._reasons = feedback_reasons()
        self._log_limit = LogLimit()
        self._reading: tuple[Path, asyncio.Future[TaughtWords]] | None = None

    async def file(self, request: Request, name: str) -> HTTPResponse:
        asset = self._look.file(f"{PREFIX}/{name}")
        if asset is None:
            raise NotFound("no such file")
        return _answer(asset, request, self._headers)

    async def data(self, request: Request) -> HTTPResponse:
        agent = agent_of(request.app)
        domain = agent.domain if agent else None
        processor = agent.processor if agent else None
        words = await self._taught(processor.model_path) if processor else NOTHING
        titles = answerable_titles(answer_titles(), domain.responses) if domain else {}
        body = page_data(profile().assistant, titles, self._reasons, self._origins, self._idle, words, self._has_form)
        return _answer(asset(body, JSON), request, {**self._headers, **ANYBODY})

    async def _taught(self, model: Path) -> TaughtWords:
        """Return the model's taught words. They are read once, in a thread; requests meanwhile wait for the result."""
        if self._reading is None or self._reading[0] != model:
            self._reading = model, asyncio.ensure_future(asyncio.to_thread(taught_words_in, model))
        return await asyncio.shield(self._reading[1])

    async def top(self, request: Request) -> HTTPResponse | None:
        """Answer requests for the paths in TOP; return None for all others."""
        if request.method not in ("GET", "HEAD"):
            return None
        if request.path == ICON:
            # The page has no icon of this name, but browsers request it anyway.
            return response.empty(headers={"Cache-Control": LASTING})
        name = TOP.get(request.path)
        asset = self._look.file(name) if name else None
        if asset is None:
            return None
        if name == INDEX and not self._may_embed(request) and self._log_limit.may_write("embed"):
            logger.warning("A page whose origin is not in embed_origins (credentials.yml) opened the window.")
        headers = demo_headers() if name == DEMO else self._headers
        return _answer(asset, request, {**headers, **ANYBODY} if name == LAUNCHER else headers)

    def _may_embed(self, request: Request) -> bool:
        embed = request.args.get("embed")
        return embed is None or embed in self._origins or str(embed).partition("://")[2] == request.host


class PageBlueprint(Blueprint):
    def __init__(self, pages: ChatPages, form: LinkedForm) -> None:
        super().__init__("chat_page")
        self.add_route(partial(form.receive), f"/{PREFIX}/form", methods=["POST"], name="form", stream=True)
        self.ctx.pages = pages
        self.add_route(partial(pages.data), f"/{PREFIX}/{DATA}", methods=["GET", "HEAD"], name="data")
        self.add_route(partial(pages.file), f"/{PREFIX}/<name:str>", methods=["GET", "HEAD"], name="file")

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Serve the files under "/web", not under the webhook's address, and the page at "/".

        Rasa has registered the route "/" before any channel, so a middleware serves it, which runs before all routes.
        """
        super().register(app, {**options, "url_prefix": None})  # type: ignore[no-untyped-call]
        app.register_middleware(partial(self.ctx.pages.top), "request")


def _answer(asset: Asset, request: Request, page: Mapping[str, str]) -> HTTPResponse:
    headers = {
        **page,
        "Cache-Control": LASTING if asset.is_lasting else REVALIDATED,
        "ETag": asset.etag,
        "Vary": "Accept-Encoding",
    }
    if is_fresh(asset, request.headers):
        return response.empty(status=304, headers=headers)
    if asset.compressed is not None and takes_gzip(request.headers):
        headers["Content-Encoding"] = "gzip"
        return response.raw(asset.compressed, headers=headers, content_type=asset.content_type)
    return response.raw(asset.body, headers=headers, content_type=asset.content_type)
