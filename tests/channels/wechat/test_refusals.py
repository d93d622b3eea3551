"""What is not WeChat's is refused, what is never is: over real connections, nothing told, nothing logged."""

import asyncio
import logging
import secrets
import time
from dataclasses import replace

import aiohttp
import pytest
import xmltodict
from wechatpy.crypto import WeChatCrypto

from channels.wechat.push import LARGEST_BODY
from tests.channels.fake_rasa import Running
from tests.channels.wechat.conftest import SLOW, Connect
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.platform import Platform
from tools.wechat_simulator.pushing import PushRequest, request, signature, to_xml

pytestmark = pytest.mark.asyncio

MODES = ("plain", "compatible", "safe")
BOMB = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "%s">]><xml>%s</xml>' % (b"a" * 1000, b"&a;" * 1000)


def text_of(platform: Platform, text: str = "在吗") -> dict[str, object]:
    return platform.whole(platform.user(), {"MsgType": "text", "Content": text, "MsgId": secrets.randbelow(10**16)})


async def status(platform: Platform, made: PushRequest) -> int:
    answer = await platform.deliver(made)
    assert answer
    code, body = answer
    if code != 200:
        assert len(body) < 100
        assert not any(secret in body for secret in (platform.account.token, platform.account.app_id, "在吗"))
    return code


def resigned(platform: Platform, made: PushRequest, encrypted: str) -> PushRequest:
    """Return a push of `encrypted`, which need be no ciphertext, with signatures that are right."""
    signed = signature(platform.account.token, made.query["timestamp"], made.query["nonce"], encrypted)
    return PushRequest(
        {**made.query, "msg_signature": signed}, to_xml({"ToUserName": "gh", "Encrypt": encrypted}).encode()
    )


def unsound(account: OfficialAccount, text: str) -> PushRequest:
    """Return a push signed by WeChat in which the text makes the message no XML."""
    good = request(account, {"FromUserName": "oUser", "ToUserName": "gh", "Content": "在吗"})
    plain = f"<xml><Content>{text}</Content></xml>".encode()
    if account.mode == "plain":
        return PushRequest(good.query, plain)
    crypto = WeChatCrypto(account.token, account.aes_key, account.app_id)
    packed = xmltodict.parse(crypto.encrypt_message(plain, good.query["nonce"], good.query["timestamp"]))["xml"]
    outside = {"MsgType": "text"} if account.mode == "compatible" else {}
    body = to_xml({**outside, "Encrypt": packed["Encrypt"]}).encode()
    return PushRequest({**good.query, "msg_signature": packed["MsgSignature"]}, body)


async def test_each_with_its_status(server: Running, platform: Platform) -> None:
    fields = text_of(platform)
    good = platform.request(fields)
    plain = replace(platform.account, mode="plain")
    cases = {
        "no signature": (PushRequest({}, good.body), 403),
        "another token": (request(replace(platform.account, token="another"), fields), 403),
        "another ciphertext": (PushRequest(good.query, resigned(platform, good, "A" * 64).body), 403),
        "another key": (request(replace(platform.account, aes_key="b" * 42 + "A"), fields), 200),
        "another AppID": (request(replace(platform.account, app_id="wxanother"), fields), 200),
        "another mode": (request(plain, fields), 200),
        "old": (request(platform.account, fields, time.time() - 400), 200),
        "early": (request(platform.account, fields, time.time() + 400), 200),
        "broken ciphertext": (resigned(platform, good, "A" * 64), 200),
        "no ciphertext": (resigned(platform, good, "<>"), 200),
        "a bomb outside": (PushRequest(good.query, BOMB), 200),
        "no XML": (PushRequest(good.query, b"{}"), 200),
        "1 MB of a stranger": (PushRequest({}, b"a" * 1_000_000), 403),
    }
    found = {name: await status(platform, made) for name, (made, _) in cases.items()}
    assert found == {name: expected for name, (_, expected) in cases.items()}
    assert not server.agent.seen
    assert await status(platform, good) == 200


@pytest.mark.parametrize("account", [OfficialAccount("plain")], ids=["plain"])
async def test_a_bomb_in_plain_mode(server: Running, platform: Platform) -> None:
    made = platform.request(text_of(platform))
    assert await platform.deliver(PushRequest(made.query, BOMB)) == (200, "success")
    assert not server.agent.seen


@pytest.mark.parametrize("account", [OfficialAccount(mode) for mode in MODES], ids=MODES)
@pytest.mark.parametrize(
    "text",
    ["<x><y></x>", "a < b", "<!DOCTYPE a>", "在吗</Content>", "<Content>", "<![CDATA[", "<?a", "&a;<"],
)
async def test_an_authentic_push_that_cannot_be_read_is_never_refused(
    server: Running, platform: Platform, account: OfficialAccount, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert await platform.deliver(unsound(account, text)) == (200, "success")
    assert not server.agent.seen
    assert "could not be read" in caplog.text
    assert text not in caplog.text


@pytest.mark.parametrize("account", [OfficialAccount(mode) for mode in MODES], ids=MODES)
@pytest.mark.parametrize("age", [-86_400, -400, 301, 400, 7_200])
async def test_nor_is_a_late_one_but_it_brings_no_turn(
    server: Running, platform: Platform, account: OfficialAccount, age: int
) -> None:
    made = request(account, text_of(platform), time.time() - age)
    assert await platform.deliver(made) == (200, "success")
    assert await status(platform, PushRequest({**made.query, "signature": "0" * 40}, made.body)) == 403
    assert not server.agent.seen


@pytest.mark.parametrize("account", [OfficialAccount(mode) for mode in MODES], ids=MODES)
@pytest.mark.parametrize("size", [LARGEST_BODY + 1, 300_000])
async def test_nor_is_one_that_is_too_large(
    server: Running, platform: Platform, account: OfficialAccount, size: int, caplog: pytest.LogCaptureFixture
) -> None:
    made = request(account, text_of(platform, "x" * size))
    assert await platform.deliver(made) == (200, "success")
    assert await status(platform, PushRequest({**made.query, "signature": "0" * 40}, made.body)) == 403
    assert not server.agent.seen
    # One line, and none of Sanic's about what was not read.
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [
        "A push with a right signature could not be read; WeChat was told that it arrived."
    ]


async def test_both_are_said_once_in_a_minute(
    server: Running, platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        assert await platform.deliver(unsound(platform.account, "a < b")) == (200, "success")
        assert await platform.deliver(request(platform.account, text_of(platform), time.time() - 400)) == (
            200,
            "success",
        )
    said = sorted(record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)
    assert [line[:29] for line in said] == ["A push with a right signature"] * 2


async def test_a_nonce_does_not_carry_another_message(server: Running, platform: Platform) -> None:
    at, nonce = time.time(), "a-nonce"
    one, other = text_of(platform), text_of(platform)
    assert await status(platform, request(platform.account, one, at, nonce)) == 200
    assert await status(platform, request(platform.account, one, at, nonce)) == 200
    assert await platform.deliver(request(platform.account, other, at, nonce)) == (200, "success")
    assert len(server.agent.seen) == 1


async def test_a_recorded_request_is_no_second_turn(server: Running, platform: Platform) -> None:
    made = platform.request(text_of(platform))
    for _ in range(3):
        assert await status(platform, made) == 200
    assert len(server.agent.seen) == 1


@pytest.mark.parametrize("skew", [-240.0, 240.0])
async def test_clocks_may_differ_by_minutes(server: Running, platform: Platform, skew: float) -> None:
    platform.clock_skew = skew
    user = platform.user()
    await platform.say(user, "在吗")
    assert user.seen[0].text == "您说：在吗"


async def test_a_clock_that_is_wrong_is_named(
    server: Running, platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    platform.clock_skew = 3600.0
    await platform.say(platform.user(), "在吗")
    assert "time is not this machine's time" in caplog.text


async def test_the_log_names_nobody_and_quotes_nothing(
    connect: Connect, platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    text = "我叫张三丰怎么注册"
    user = platform.user()
    async with connect({"REDIS_URL": "redis://:pass-word@127.0.0.1:1/0"}) as server:
        await platform.say(user, text)
        await platform.say(user, text * 100)
        await platform.say(user, "出错")
        server.agent.seconds = SLOW
        platform.interfaces.failures = [40001, 45011, 45047]
        await platform.say(user, text)
        while platform.interfaces.failures:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        await platform.event(user, "unsubscribe")
        await platform.deliver(request(replace(platform.account, app_id="wxanother"), text_of(platform, text)))
        await platform.deliver(PushRequest({}, text.encode()))
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("asyncio"))
    account = platform.account
    assert "45047" in ours
    assert "Redis does not answer" in ours
    for secret in (
        user.open_id,
        "张三丰",
        account.token,
        account.aes_key,
        account.app_secret,
        "pass-word",
        "access_token=",
    ):
        assert secret not in ours, secret


async def test_other_methods_and_paths_are_nothing(server: Running, platform: Platform) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.put(platform.urls[0]) as response:
            assert response.status == 405
        async with http.get(f"{server.url}/webhooks/wechat/") as response:
            assert response.status == 200
