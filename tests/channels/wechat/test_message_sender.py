"""Calls of WeChat's interfaces and what becomes of those that fail."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from channels.wechat import message_sender
from channels.wechat.api import SEND, WeChatApi
from channels.wechat.contacts import Contacts
from channels.wechat.errors import ApiError, WeChatUnreachable
from channels.wechat.identity import Identity
from channels.wechat.message import WeChatMessage
from channels.wechat.message_sender import ATTEMPTS, MessageSender
from channels.wechat.settings import account
from channels.wechat.store import MemoryStore
from channels.wechat.token_file import InFile
from settings.processes import RasaServer
from tests.environment import read_from
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.interfaces import Interfaces, serving

pytestmark = pytest.mark.asyncio
SAID = WeChatMessage("好的")


@dataclass
class Set:
    interfaces: Interfaces
    api: WeChatApi
    contacts: Contacts
    message_sender: MessageSender
    heard: list[tuple[str, dict[str, Any]]]


@pytest_asyncio.fixture
async def wechat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Set]:
    monkeypatch.setattr(message_sender, "FIRST_WAIT", 0.01)
    official, heard = OfficialAccount(), list[tuple[str, dict[str, Any]]]()
    interfaces = Interfaces(official, lambda open_id, message: heard.append((open_id, message)))
    async with serving(interfaces) as url:
        of = account(read_from(RasaServer, official.environment(url)))
        assert of
        identity = Identity(b"k" * 32, of.app_id)
        contacts = Contacts(MemoryStore(), identity)
        api = WeChatApi(of, InFile(tmp_path / "token.json"), identity)
        await contacts.remember("wechat-1", "oUser")
        interfaces.heard_from("oUser")
        yield Set(interfaces, api, contacts, MessageSender(api, contacts), heard)
        await api.close()


async def test_messages_come_in_order(wechat: Set) -> None:
    for number in range(5):
        wechat.message_sender.start("wechat-1", [WeChatMessage(str(number))])
    await wechat.message_sender.drain(10)
    assert [message["text"]["content"] for _, message in wechat.heard] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("code", [40001, 40014, 42001])
async def test_a_token_that_is_no_longer_taken_is_replaced(wechat: Set, code: int) -> None:
    await wechat.api.token.get()
    wechat.interfaces.failures = [code]
    await wechat.message_sender.start("wechat-1", [SAID])
    assert (len(wechat.heard), wechat.interfaces.fetched, wechat.interfaces.forced) == (1, 3, 1)


async def test_once_for_all_who_notice_it(wechat: Set) -> None:
    await wechat.api.token.get()
    wechat.interfaces.expire_tokens()
    users = [f"u{n}" for n in range(20)]
    for user in users:
        await wechat.contacts.remember(user, user)
        wechat.interfaces.heard_from(user)
    await asyncio.gather(*(wechat.message_sender.start(user, [SAID]) for user in users))
    assert len(wechat.heard) == 20
    assert (wechat.interfaces.fetched, wechat.interfaces.forced) == (2, 0)


async def test_a_token_expires(wechat: Set) -> None:
    wechat.interfaces.token_seconds = 2
    await wechat.message_sender.start("wechat-1", [SAID])
    await asyncio.sleep(2.1)
    await wechat.message_sender.start("wechat-1", [SAID])
    assert (len(wechat.heard), wechat.interfaces.fetched) == (2, 2)


@pytest.mark.parametrize("failures", [[-1], [45011, 45011, 45011], [502, 503]])
async def test_what_is_busy_is_tried_again_more_slowly(wechat: Set, failures: list[int]) -> None:
    wechat.interfaces.failures = list(failures)
    before = time.monotonic()
    await wechat.message_sender.start("wechat-1", [SAID])
    assert len(wechat.heard) == 1
    assert time.monotonic() - before >= 0.01 * (2 ** len(failures) - 1)


async def test_but_not_for_ever_and_nothing_is_lost(wechat: Set, caplog: pytest.LogCaptureFixture) -> None:
    wechat.interfaces.failures = [45011] * ATTEMPTS
    with caplog.at_level(logging.INFO):
        await wechat.message_sender.start("wechat-1", [SAID, WeChatMessage("第二")])
    assert wechat.heard == []
    assert await wechat.contacts.waiting("wechat-1") == [SAID, WeChatMessage("第二")]
    assert "45011 (too many calls in this minute)" in caplog.text
    assert "oUser" not in caplog.text


async def test_the_quota_of_a_turn(wechat: Set) -> None:
    messages = [WeChatMessage(str(number)) for number in range(7)]
    await wechat.message_sender.start("wechat-1", messages)
    assert len(wechat.heard) == 5
    assert await wechat.contacts.waiting("wechat-1") == messages[5:]


async def test_what_comes_too_late_waits_for_the_user_s_next_message(
    wechat: Set, caplog: pytest.LogCaptureFixture
) -> None:
    await wechat.message_sender.start("wechat-2", [SAID])
    assert wechat.interfaces.calls == []
    assert await wechat.contacts.waiting("wechat-2") == [SAID]
    assert "too long ago" in caplog.text


async def test_a_stop_in_the_middle_keeps_what_is_left(wechat: Set) -> None:
    wechat.message_sender.start("wechat-1", [SAID], after=60)
    await asyncio.sleep(0)
    await wechat.message_sender.drain(0.01)
    assert await wechat.contacts.waiting("wechat-1") == [SAID]


async def test_a_wrong_secret_is_named_by_its_variable(wechat: Set, caplog: pytest.LogCaptureFixture) -> None:
    wechat.interfaces.account = OfficialAccount(app_id=wechat.interfaces.account.app_id)
    with pytest.raises(ApiError, match=r"40125.*WECHAT_APP_SECRET"):
        await wechat.api.call(SEND, {})


async def test_nobody_there(wechat: Set, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    of = account(read_from(RasaServer, OfficialAccount().environment("http://127.0.0.1:1")))
    assert of
    api = WeChatApi(of, InFile(tmp_path / "other.json"), Identity(b"k" * 32, of.app_id))
    with pytest.raises(WeChatUnreachable) as caught:
        await api.call(SEND, {})
    assert "127.0.0.1" not in str(caught.value)
    with caplog.at_level(logging.INFO):
        await MessageSender(api, wechat.contacts).start("wechat-1", [SAID])
    assert "cannot be reached" in caplog.text
    assert await wechat.contacts.waiting("wechat-1") == [SAID]
    await api.close()
