"""Platform: the simulated WeChat users; delivers their messages and keeps what they see."""

import asyncio
import itertools
import re
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import aiohttp

from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.interfaces import Interfaces, serving
from tools.wechat_simulator.pushing import PushRequest, read_reply, request

ATTEMPTS = 3
SECONDS = 5.0
TIP = "该公众号提供的服务出现故障，请稍后再试"

_LINK = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&]*)&msgmenuid=([^"&]*)">([^<]*)</a>')

Way = Literal["reply", "message", "transfer", "tip"]


@dataclass(frozen=True)
class Choice:
    """Something to tap: what it shows, what it says for the user, and its id."""

    label: str
    content: str
    id: str


@dataclass(frozen=True)
class ShownMessage:
    """What a user sees, and the way it came; `way` transfer: a person has the message now."""

    way: Way
    text: str
    choices: tuple[Choice, ...] = ()
    picture: bytes = b""


@dataclass
class User:
    open_id: str
    seen: list[ShownMessage] = field(default_factory=list)

    async def sees(self, count: int, seconds: float = 30.0) -> list[ShownMessage]:
        """Return what the user has seen once that is so much."""
        until = time.monotonic() + seconds
        while len(self.seen) < count:
            assert time.monotonic() < until, f"{len(self.seen)} of {count}"
            await asyncio.sleep(0.01)
        return self.seen


class Platform:
    """`seconds`: how long it waits for an answer before it delivers again (WeChat: 5).

    `urls`: the webhook's addresses, one for each server, asked in turn. `troubles`: why deliveries had no answer.
    """

    def __init__(self, account: OfficialAccount, interfaces: Interfaces, seconds: float = SECONDS) -> None:
        self.account, self.interfaces, self.seconds = account, interfaces, seconds
        interfaces.receive = self._receive
        self.urls: list[str] = []
        self.api_url = ""
        self.clock_skew = 0.0
        self.users: dict[str, User] = {}
        self.reply_times: list[float] = []
        self.troubles: Counter[str] = Counter()
        self._deliveries = itertools.count()
        self._ids = itertools.count(24_000_000_000_000_000)
        self._http: aiohttp.ClientSession | None = None

    def user(self) -> User:
        """Return a new user."""
        user = User("o" + secrets.token_urlsafe(20)[:27])
        self.users[user.open_id] = user
        return user

    async def say(self, user: User, text: str, **more: object) -> None:
        await self.message(user, {"MsgType": "text", "Content": text, **more})

    async def tap(self, user: User, choice: Choice) -> None:
        await self.say(user, choice.content, bizmsgmenuid=choice.id)

    async def message(self, user: User, fields: Mapping[str, object]) -> None:
        await self.push(user, {**fields, "MsgId": next(self._ids)})

    async def send(self, user: User, kind: str, content: bytes, media_type: str) -> None:
        """Send a picture ("image"), a voice message or a video."""
        media_id = secrets.token_urlsafe(24)
        self.interfaces.files[media_id] = media_type, content
        await self.message(user, {"MsgType": kind, "MediaId": media_id})

    async def event(self, user: User, event: str, **more: object) -> None:
        await self.push(user, {"MsgType": "event", "Event": event, **more})

    async def push(self, user: User, fields: Mapping[str, object], at_once: int = 1) -> None:
        """Deliver until an answer comes in time, and show it to the user. `at_once`: deliveries at the same moment, of
        whose answers the user is shown the first that says something.
        """
        whole = self.whole(user, fields)
        if fields.get("Event") == "unsubscribe":
            self.interfaces.left(user.open_id)
        else:
            self.interfaces.heard_from(user.open_id)
        for _ in range(ATTEMPTS):
            answers = await asyncio.gather(*(self.deliver(self.request(whole)) for _ in range(at_once)))
            came = [answer for answer in answers if answer is not None]
            if any(self._show(user, *answer) for answer in came) or came:
                return
        user.seen.append(ShownMessage("tip", TIP))

    def whole(self, user: User, fields: Mapping[str, object]) -> dict[str, object]:
        return {
            "ToUserName": self.account.name, "FromUserName": user.open_id, "CreateTime": int(time.time()), **fields,
        }  # fmt: skip

    def request(self, fields: Mapping[str, object], nonce: str | None = None) -> PushRequest:
        return request(self.account, fields, time.time() + self.clock_skew, nonce)

    async def deliver(self, made: PushRequest) -> tuple[int, str] | None:
        """Return the answer's status and body, None when it does not come in time."""
        assert self._http
        before = time.perf_counter()
        url = self.urls[next(self._deliveries) % len(self.urls)]
        timeout = aiohttp.ClientTimeout(total=self.seconds)
        try:
            async with self._http.post(url, params=made.query, data=made.body, timeout=timeout) as response:
                answer = response.status, await response.text()
        except (asyncio.TimeoutError, aiohttp.ClientError) as error:
            self.troubles[f"{type(error).__name__} {getattr(error, 'errno', None) or ''}".strip()] += 1
            return None
        self.reply_times.append(time.perf_counter() - before)
        return answer

    @staticmethod
    def shown(text: str) -> str:
        """Return a text as users see it."""
        return _shown("reply", text).text

    def _show(self, user: User, status: int, body: str) -> bool:
        """Show the user what the answer says; returns whether it says anything."""
        try:
            assert status == 200
            reply = read_reply(self.account, body)
            assert reply is None or reply["ToUserName"] == user.open_id
        except Exception as error:  # users see the same notice for every error
            self.troubles[f"{status} {type(error).__name__}"] += 1
            user.seen.append(ShownMessage("tip", TIP))
            return True
        if reply is None:
            return False
        if reply["MsgType"] == "transfer_customer_service":
            user.seen.append(ShownMessage("transfer", str(reply.get("TransInfo") or "")))
        else:
            user.seen.append(_shown("reply", reply["Content"]))
        return True

    def _receive(self, open_id: str, message: dict[str, Any]) -> None:
        user = self.users.get(open_id) or User(open_id)
        if message["msgtype"] == "text":
            user.seen.append(_shown("message", message["text"]["content"]))
            return
        if message["msgtype"] == "image":
            user.seen.append(
                ShownMessage("message", "", picture=self.interfaces.files[message["image"]["media_id"]][1])
            )
            return
        menu = message["msgmenu"]
        choices = tuple(Choice(choice["content"], choice["content"], choice["id"]) for choice in menu["list"])
        user.seen.append(ShownMessage("message", menu["head_content"], choices))

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Platform"]:
        """Serve the interfaces, at `api_url`, and be able to push."""
        # Each delivery has a connection of its own: a kept one may have been closed by the server in that moment.
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        async with serving(self.interfaces) as self.api_url, aiohttp.ClientSession(connector=connector) as self._http:
            yield self


def _shown(way: Way, text: str) -> ShownMessage:
    assert len(text.encode()) <= 2048
    choices = tuple(Choice(label, content, id_) for content, id_, label in _LINK.findall(text))
    shown = _LINK.sub(r"\3", text)
    assert "<" not in shown, "a link that WeChat would not understand"
    return ShownMessage(way, shown, choices)
