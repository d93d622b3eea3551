"""Serves WeChat's interfaces: access token, customer-service messages, menu; with their limits and error codes."""

import json
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tools.wechat_simulator.account import OfficialAccount

MESSAGES_A_TURN = 5
WINDOW = 48 * 3600.0
MOST_BYTES = 2048

Receive = Callable[[str, dict[str, Any]], None]


@dataclass
class Interfaces:
    """`failures`: error codes (or HTTP statuses from 500) with which the next calls fail, in order; `quota`: how many
    messages a user may get for one of theirs; `calls`: what was called, in order; `files`: content type and content
    of what users or the account have sent, by media id.
    """

    account: OfficialAccount
    receive: Receive = lambda *_: None
    token_seconds: int = 7200
    quota: int = MESSAGES_A_TURN
    failures: list[int] = field(default_factory=list)
    permitted: bool = True
    calls: list[str] = field(default_factory=list)
    forced: int = 0
    menu: Any = None
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _tokens: dict[str, float] = field(default_factory=dict)
    _allowed: dict[str, tuple[int, float]] = field(default_factory=dict)

    def heard_from(self, open_id: str) -> None:
        """Open the window in which the account may write to this user."""
        self._allowed[open_id] = (self.quota, time.monotonic() + WINDOW)

    def left(self, open_id: str) -> None:
        """Close it: the user has unfollowed."""
        self._allowed.pop(open_id, None)

    def expire_tokens(self) -> None:
        """Make all tokens given out so far invalid, as somebody else's refresh does."""
        self._tokens.clear()

    @property
    def fetched(self) -> int:
        return self.calls.count("token")

    async def token(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.calls.append("token")
        if body.get("appid") != self.account.app_id:
            return _error(40013, "invalid appid")
        if body.get("secret") != self.account.app_secret:
            return _error(40125, "invalid appsecret")
        now = time.monotonic()
        valid = [(token, until) for token, until in self._tokens.items() if until > now]
        if valid and not body.get("force_refresh"):
            token, until = valid[-1]
        else:
            self.forced += bool(body.get("force_refresh"))
            self._tokens.clear()
            token, until = secrets.token_urlsafe(96), now + self.token_seconds
            self._tokens[token] = until
        return web.json_response({"access_token": token, "expires_in": int(until - now)})

    async def send(self, request: web.Request) -> web.Response:
        self.calls.append("send")
        refused = self._refused(request)
        if refused is not None:  # a response counts as empty
            return refused
        message = json.loads(await request.read())
        if b"\\u" in await request.read():
            return _error(47001, "the user would see the escapes")
        open_id = message["touser"]
        count, until = self._allowed.get(open_id, (0, 0.0))
        if time.monotonic() > until:
            return _error(45015, "response out of time limit or subscription is canceled")
        if count == 0:
            return _error(45047, "out of response count limit")
        if any(len(text.encode()) > MOST_BYTES for text in _texts(message)) or not all(_texts(message)):
            return _error(45002, "content size out of limit")
        self._allowed[open_id] = (count - 1, until)
        self.receive(open_id, message)
        return _error(0, "ok")

    def forget(self, open_id: str) -> None:
        """Take nothing more for this user, as 48 hours after their last message."""
        self._allowed.pop(open_id, None)

    async def create_menu(self, request: web.Request) -> web.Response:
        self.calls.append("menu")
        refused = self._refused(request)
        if refused is not None:  # a response counts as empty
            return refused
        menu = json.loads(await request.read())
        if not 1 <= len(menu["button"]) <= 3:
            return _error(40016, "invalid button size")
        for entry in menu["button"]:
            if len(entry.get("sub_button", [])) > 5:
                return _error(40023, "invalid sub button size")
        self.menu = menu
        return _error(0, "ok")

    async def media(self, request: web.Request) -> web.Response:
        """Give back what a user has sent."""
        self.calls.append("media")
        refused = self._refused(request)
        if refused is not None:  # a response counts as empty
            return refused
        file = self.files.get(request.query.get("media_id", ""))
        if file is None:
            return _error(40007, "invalid media_id")
        return web.Response(body=file[1], content_type=file[0])

    async def upload(self, request: web.Request) -> web.Response:
        """Take a picture that the account is going to send."""
        self.calls.append("upload")
        refused = self._refused(request)
        if refused is not None:  # a response counts as empty
            return refused
        media = (await request.post())["media"]
        assert isinstance(media, web.FileField)
        media_id = secrets.token_urlsafe(24)
        with media.file as file:
            self.files[media_id] = (media.content_type, file.read())
        return web.json_response({"type": request.query.get("type"), "media_id": media_id, "created_at": 1})

    def _refused(self, request: web.Request) -> web.Response | None:
        if self.failures:
            code = self.failures.pop(0)
            return web.Response(status=code) if 500 <= code < 600 else _error(code, "as the test wants it")
        token = request.query.get("access_token", "")
        if token not in self._tokens:
            return _error(40001, "invalid credential, access_token is invalid or not latest")
        if self._tokens[token] <= time.monotonic():
            return _error(42001, "access_token expired")
        return None if self.permitted else _error(48001, "api unauthorized")


@asynccontextmanager
async def serving(interfaces: Interfaces) -> AsyncIterator[str]:
    """Serve the interfaces on a free port of this machine; yields their address."""
    app = web.Application()
    app.router.add_post("/cgi-bin/stable_token", interfaces.token)
    app.router.add_post("/cgi-bin/message/custom/send", interfaces.send)
    app.router.add_get("/cgi-bin/media/get", interfaces.media)
    app.router.add_post("/cgi-bin/media/upload", interfaces.upload)
    app.router.add_post("/cgi-bin/menu/create", interfaces.create_menu)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _texts(message: dict[str, Any]) -> list[str]:
    if message["msgtype"] == "text":
        return [message["text"]["content"]]
    if message["msgtype"] == "image":
        return [message["image"]["media_id"]]
    menu = message["msgmenu"]
    return [menu["head_content"], *(choice["content"] for choice in menu["list"])]


def _error(code: int, text: str) -> web.Response:
    return web.json_response({"errcode": code, "errmsg": text})
