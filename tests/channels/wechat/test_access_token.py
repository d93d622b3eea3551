"""The access token: one for all, fetched once, whoever asks."""

import asyncio
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from channels.wechat.access_token import FORCED_EVERY, AccessToken
from channels.wechat.errors import ApiError, WeChatUnreachable
from channels.wechat.identity import Identity
from channels.wechat.store import MemoryStore
from channels.wechat.token_file import InFile, InStore, TokenKeeper

pytestmark = pytest.mark.asyncio
IDENTITY = Identity(b"k" * 32, "wxapp")


class WeChat:
    """Gives the same token until its end, or until it is told to give another."""

    def __init__(self) -> None:
        self.now, self.fetched, self.forced, self.number, self.until = 1000.0, 0, 0, 0, 0.0

    async def fetch(self, force: bool) -> Mapping[str, Any]:
        await asyncio.sleep(0.01)
        self.fetched += 1
        self.forced += force
        if force or self.now >= self.until:
            self.number, self.until = self.number + 1, self.now + 7200
        return {"access_token": f"token{self.number}", "expires_in": int(self.until - self.now)}


@pytest.fixture(params=["file", "store"])
def workers(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[WeChat, int], list[AccessToken]]:
    store = MemoryStore()

    def make(wechat: WeChat, count: int) -> list[AccessToken]:
        def keeper() -> TokenKeeper:
            return InStore(store) if request.param == "store" else InFile(tmp_path / "new" / "token.json")

        return [AccessToken(keeper(), IDENTITY, wechat.fetch, lambda: wechat.now) for _ in range(count)]

    return make


Make = Callable[[WeChat, int], list[AccessToken]]


async def test_it_is_fetched_once_for_all_workers(workers: Make) -> None:
    wechat = WeChat()
    tokens = workers(wechat, 4)
    assert set(await asyncio.gather(*(token.get() for token in tokens for _ in range(10)))) == {"token1"}
    assert wechat.fetched == 1


async def test_it_is_fetched_anew_before_its_end(workers: Make) -> None:
    wechat = WeChat()
    [token] = workers(wechat, 1)
    await token.get()
    wechat.now += 7200 - 301
    assert (await token.get(), wechat.fetched) == ("token1", 1)
    wechat.now += 301
    assert (await token.get(), wechat.fetched) == ("token2", 2)


async def test_one_that_wechat_no_longer_takes_is_replaced_once(workers: Make) -> None:
    wechat = WeChat()
    tokens = workers(wechat, 3)
    for token in tokens:
        await token.get()
    wechat.until = 0.0  # somebody else has asked for another
    result = await asyncio.gather(*(token.renew("token1") for token in tokens for _ in range(5)))
    assert (set(result), wechat.fetched, wechat.forced) == ({"token2"}, 2, 0)


async def test_only_what_wechat_gives_again_is_replaced_by_force_and_not_often(workers: Make) -> None:
    wechat = WeChat()
    [token] = workers(wechat, 1)
    await token.get()
    assert await token.renew("token1") == "token2"
    assert wechat.forced == 1
    with pytest.raises(ApiError, match="40001"):
        await token.renew("token2")
    wechat.now += FORCED_EVERY
    assert await token.renew("token2") == "token3"


async def test_an_answer_without_a_token_is_none(tmp_path: Path) -> None:
    async def fetch(_: bool) -> Mapping[str, Any]:
        return {"expires_in": 7200}

    with pytest.raises(WeChatUnreachable):
        await AccessToken(InFile(tmp_path / "t"), IDENTITY, fetch).get()


async def test_the_file_is_for_us_only(tmp_path: Path) -> None:
    file = tmp_path / "token.json"
    token = AccessToken(InFile(file), IDENTITY, WeChat().fetch)
    await token.get()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "token1" not in file.read_text()
    file.write_bytes(b"\xff broken")
    assert await AccessToken(InFile(file), IDENTITY, WeChat().fetch).get() == "token1"
