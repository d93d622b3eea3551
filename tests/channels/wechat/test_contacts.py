"""How users are reached later."""

import pytest

from channels.wechat.contacts import MOST_WAITING, Contacts
from channels.wechat.identity import Identity
from channels.wechat.message import NumberedButton, WeChatMessage
from channels.wechat.store import MemoryStore

pytestmark = pytest.mark.asyncio
SAID = WeChatMessage("好", (NumberedButton(1, "一", "/menu"),))


async def test_an_open_id_is_kept_encrypted() -> None:
    store = MemoryStore()
    contacts = Contacts(store, Identity(b"k" * 32, "wxapp"))
    await contacts.remember("wechat-1", "oUser")
    assert await contacts.open_id("wechat-1") == "oUser"
    assert await contacts.open_id("wechat-2") is None
    assert "oUser" not in str(store._values)
    assert await Contacts(store, Identity(b"l" * 32, "wxapp")).open_id("wechat-1") is None
    await contacts.let_wait("wechat-1", [SAID])
    await contacts.forget("wechat-1")
    assert await contacts.open_id("wechat-1") is None
    assert await contacts.waiting("wechat-1") == []


async def test_what_waits_is_given_once_and_in_order() -> None:
    contacts = Contacts(MemoryStore(), Identity(b"k" * 32, "wxapp"))
    await contacts.let_wait("wechat-1", [SAID])
    await contacts.let_wait("wechat-1", [WeChatMessage("二")])
    assert await contacts.waiting("wechat-1") == [SAID, WeChatMessage("二")]
    assert await contacts.waiting("wechat-1") == []


async def test_the_last_few_wait() -> None:
    contacts = Contacts(MemoryStore(), Identity(b"k" * 32, "wxapp"))
    for number in range(MOST_WAITING + 3):
        await contacts.let_wait("wechat-1", [WeChatMessage(str(number))])
    assert [one.text for one in await contacts.waiting("wechat-1")] == [str(n) for n in range(3, MOST_WAITING + 3)]
