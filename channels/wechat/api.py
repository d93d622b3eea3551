"""WeChatApi: calls WeChat's interfaces with the access token."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp

from channels.wechat.access_token import AccessToken
from channels.wechat.errors import STALE_TOKEN, ApiError, WeChatUnreachable
from channels.wechat.identity import Identity
from channels.wechat.settings import Account
from channels.wechat.token_file import TokenKeeper

SECONDS = 10.0
CHUNK = 64 * 1024

_Answer = TypeVar("_Answer")
_SAYS = ("application/json", "text/plain")
"""Content types of an answer that is no file."""

SEND = "/cgi-bin/message/custom/send"
STABLE_TOKEN = "/cgi-bin/stable_token"
CREATE_MENU = "/cgi-bin/menu/create"


class WeChatApi:
    """Raises ApiError if WeChat refuses, WeChatUnreachable if it does not answer; neither names a token or a user."""

    def __init__(self, account: Account, keeper: TokenKeeper, identity: Identity) -> None:
        self._account = account
        self.token = AccessToken(keeper, identity, self._fetch_token)
        self._http: aiohttp.ClientSession | None = None

    async def call(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return WeChat's answer to a POST; a token it no longer takes is replaced once."""
        # WeChat would show \\uXXXX to users literally.
        data = json.dumps(body, ensure_ascii=False).encode("utf-8")
        return await self._with_token(lambda token: self._post(path, data, {"access_token": token}))

    async def upload(
        self, path: str, query: Mapping[str, str], name: str, media_type: str, content: bytes
    ) -> Mapping[str, Any]:
        """Return WeChat's answer to a file."""

        def post(token: str) -> Awaitable[Mapping[str, Any]]:
            form = aiohttp.FormData()
            form.add_field("media", content, filename=name, content_type=media_type)
            return self._post(path, form, {**query, "access_token": token})

        return await self._with_token(post)

    async def download(self, path: str, query: Mapping[str, str], largest: int) -> bytes | Mapping[str, Any] | None:
        """Return a file, or WeChat's JSON answer in place of it; None if the file has more than `largest` bytes."""
        url = self._account.api_url + path
        return await self._with_token(lambda token: self._get(url, {**query, "access_token": token}, largest))

    async def plain_download(self, url: str, largest: int) -> bytes | None:
        """Return the file at an address, fetched without the token."""
        file = await self._get(url, {}, largest)
        if isinstance(file, Mapping):
            raise WeChatUnreachable("no file")
        return file

    async def close(self) -> None:
        if self._http:
            await self._http.close()

    async def _fetch_token(self, force: bool) -> Mapping[str, Any]:
        app_id, secret = self._account.app_id, self._account.app_secret
        body = {"grant_type": "client_credential", "appid": app_id, "secret": secret, "force_refresh": force}
        return await self._post(STABLE_TOKEN, json.dumps(body).encode(), {})

    async def _with_token(self, ask: Callable[[str], Awaitable[_Answer]]) -> _Answer:
        token = await self.token.get()
        try:
            return await ask(token)
        except ApiError as error:
            if error.code not in STALE_TOKEN:
                raise
        return await ask(await self.token.renew(token))

    async def _post(self, path: str, data: bytes | aiohttp.FormData, query: Mapping[str, str]) -> Mapping[str, Any]:
        async with self._answered("POST", self._account.api_url + path, query, data) as response:
            return _answer_of(response, await response.read())

    async def _get(self, url: str, query: Mapping[str, str], largest: int) -> bytes | Mapping[str, Any] | None:
        async with self._answered("GET", url, query) as response:
            content = bytearray()
            async for some in response.content.iter_chunked(CHUNK):
                content += some
                if len(content) > largest:
                    return None
            if response.status != 200 or response.content_type in _SAYS:
                return _answer_of(response, bytes(content))
            return bytes(content)

    @asynccontextmanager
    async def _answered(
        self, method: str, url: str, query: Mapping[str, str], data: bytes | aiohttp.FormData | None = None
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))
        try:
            # Another address may lead anywhere.
            async with self._http.request(method, url, params=query, data=data, allow_redirects=False) as response:
                yield response
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            # Its text may hold the address with the token.
            raise WeChatUnreachable(type(error).__name__) from None


def _answer_of(response: aiohttp.ClientResponse, content: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(content) if response.status == 200 else None
    except ValueError as error:
        raise WeChatUnreachable(type(error).__name__) from None
    if not isinstance(answer, Mapping):
        raise WeChatUnreachable(f"status {response.status}")
    if answer.get("errcode"):
        raise ApiError(int(answer["errcode"]))
    return answer
