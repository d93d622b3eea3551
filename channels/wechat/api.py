"""WeChatApi: calls WeChat's interfaces with the access token."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import aiohttp

from channels.wechat.access_token import AccessToken
from channels.wechat.errors import STALE_TOKEN, ApiError, Unreachable
from channels.wechat.identity import Identity
from channels.wechat.settings import Account
from channels.wechat.token_file import TokenKeeper

SECONDS = 10.0

SEND = "/cgi-bin/message/custom/send"
STABLE_TOKEN = "/cgi-bin/stable_token"
CREATE_MENU = "/cgi-bin/menu/create"


class WeChatApi:
    """Raises ApiError when WeChat refuses, Unreachable when it does not answer; neither says a token or a name."""

    def __init__(self, account: Account, keeper: TokenKeeper, identity: Identity) -> None:
        self._account = account
        self.token = AccessToken(keeper, identity, self._fetch_token)
        self._http: aiohttp.ClientSession | None = None

    async def call(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return WeChat's answer to a POST; a token it no longer takes is replaced once."""
        token = await self.token.get()
        try:
            return await self._post(path, body, token)
        except ApiError as error:
            if error.code not in STALE_TOKEN:
                raise
        return await self._post(path, body, await self.token.renew(token))

    async def close(self) -> None:
        if self._http:
            await self._http.close()

    async def _fetch_token(self, force: bool) -> Mapping[str, Any]:
        app_id, secret = self._account.app_id, self._account.app_secret
        asked = {"grant_type": "client_credential", "appid": app_id, "secret": secret, "force_refresh": force}
        return await self._post(STABLE_TOKEN, asked)

    async def _post(self, path: str, body: Mapping[str, Any], token: str | None = None) -> Mapping[str, Any]:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))
        # WeChat shows \\uXXXX to users as it stands.
        data = json.dumps(body, ensure_ascii=False).encode("utf-8")
        query = {"access_token": token} if token else {}
        try:
            async with self._http.post(self._account.api_url + path, params=query, data=data) as response:
                answer = json.loads(await response.read()) if response.status == 200 else None
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            # Its text may hold the address with the token.
            raise Unreachable(type(error).__name__) from None
        if not isinstance(answer, Mapping):
            raise Unreachable(f"status {response.status}")
        if answer.get("errcode"):
            raise ApiError(int(answer["errcode"]))
        return answer
