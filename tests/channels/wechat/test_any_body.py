"""Whatever is posted, the server does not stumble."""

import asyncio
import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest import mock
from urllib.parse import urlencode, urlsplit

import pytest
import xmltodict
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from channels.wechat.input import WeChatInput
from settings.processes import rasa_server
from tests.channels.fake_rasa import FakeAgent, running
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.pushing import PushRequest, request, signed, to_xml

PLAIN, SAFE = OfficialAccount("plain"), OfficialAccount("safe")
COMPATIBLE = OfficialAccount("compatible")
ACCOUNTS = (PLAIN, COMPATIBLE, SAFE)


@dataclass
class Served:
    """A server for each account, in a thread of its own."""

    ports: dict[str, int]

    def status(self, account: OfficialAccount, made: PushRequest) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.ports[account.mode], timeout=30)
        connection.request("POST", f"/webhooks/wechat/webhook?{urlencode(made.query)}", made.body)
        status = connection.getresponse().status
        connection.close()
        return status


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    result, loop, ends = Served({}), asyncio.new_event_loop(), threading.Event()
    up, folder = threading.Event(), tmp_path_factory.mktemp("served")

    async def serve() -> None:
        async with (
            running(_channel(PLAIN, folder), agent=FakeAgent()) as plain,
            running(_channel(COMPATIBLE, folder)) as compatible,
            running(_channel(SAFE, folder)) as safe,
        ):
            servers = {"plain": plain, "compatible": compatible, "safe": safe}
            result.ports = {mode: urlsplit(server.url).port or 0 for mode, server in servers.items()}
            up.set()
            while not ends.is_set():
                await asyncio.sleep(0.05)

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert up.wait(30)
    yield result
    ends.set()
    thread.join(30)
    loop.close()


def _channel(account: OfficialAccount, folder: Path) -> WeChatInput:
    with ExitStack() as stack:
        stack.enter_context(mock.patch.dict("os.environ", account.environment("http://127.0.0.1:1")))
        rasa_server.cache_clear()
        return WeChatInput.from_credentials(
            {"secret_file": str(folder / "key"), "token_file": str(folder / "token"), "payload_intents": ["menu"],
             "rate_limits": {"address": "", "conversation": ""}}
        )  # fmt: skip


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)
ANYTHING = st.text(st.characters() | st.sampled_from("\x08\x00\ud83d\ude00]>&#8;<"), max_size=40)
NAMES = st.sampled_from(
    ["FromUserName", "ToUserName", "CreateTime", "MsgType", "Content", "MsgId", "Event", "EventKey", "Recognition",
     "bizmsgmenuid", "Encrypt"]
)  # fmt: skip
ENCODINGS = ("gbk", "gb2312", "utf-16", "iso-8859-1", "utf-8", "none")
KINDS = {"MsgType": st.sampled_from(["text", "voice", "image", "event"]), "Content": ANYTHING, "Recognition": ANYTHING}
SOUND = st.fixed_dictionaries(
    {"FromUserName": st.just("oUser"), "ToUserName": st.just("gh"), "CreateTime": st.just(1), **KINDS,
     "MsgId": st.integers(0, 2**64)}
)  # fmt: skip


BODIES = st.builds(
    bytes.__add__,
    st.sampled_from(
        [b"", b"\xef\xbb\xbf", *(f'<?xml version="1.0" encoding="{name}"?>'.encode() for name in ENCODINGS)]
    ),
    st.binary(max_size=100)
    | st.dictionaries(NAMES, ANYTHING).map(lambda fields: to_xml(fields).encode("utf-8", "surrogatepass"))
    | st.dictionaries(NAMES, ANYTHING).map(lambda fields: to_xml(fields).encode("gb18030", "replace")),
)
"""Whole pushes and pieces of them, without some or all of what each must have, in encodings they name or do not."""


@given(st.sampled_from(ACCOUNTS), BODIES, st.integers(-10_000, 10_000))
def test_no_authentic_push_is_refused(served: Served, account: OfficialAccount, body: bytes, age: int) -> None:
    query = signed(account, time.time() - age)
    if account.mode == "plain":
        assert served.status(account, PushRequest(query, body)) == 200
        return
    crypto = WeChatCrypto(account.token, account.aes_key, account.app_id)
    packed = xmltodict.parse(crypto.encrypt_message(body, query["nonce"], query["timestamp"]))["xml"]
    sealed = to_xml({"Encrypt": packed["Encrypt"]}).encode()
    made = PushRequest({**query, "encrypt_type": "aes", "msg_signature": packed["MsgSignature"]}, sealed)
    assert served.status(account, made) == 200


@given(st.sampled_from(ACCOUNTS), BODIES, st.text(max_size=40))
def test_every_stranger_s_is(served: Served, account: OfficialAccount, body: bytes, claimed: str) -> None:
    assert served.status(account, PushRequest({**signed(account), "signature": claimed}, body)) == 403


@given(st.sampled_from(ACCOUNTS), st.binary(max_size=300))
def test_signed_bytes(served: Served, account: OfficialAccount, body: bytes) -> None:
    assert served.status(account, PushRequest({**signed(account), "encrypt_type": "aes"}, body)) < 500
    assert served.status(account, PushRequest(signed(account), body)) < 500


@given(st.sampled_from(ACCOUNTS), st.dictionaries(NAMES, TEXT))
def test_messages_with_anything_in_them(served: Served, account: OfficialAccount, fields: dict[str, str]) -> None:
    assert served.status(account, request(account, fields)) < 500


@given(st.sampled_from(ACCOUNTS), SOUND)
def test_sound_messages_with_any_text(served: Served, account: OfficialAccount, fields: dict[str, object]) -> None:
    assert served.status(account, request(account, fields)) == 200


@given(st.dictionaries(TEXT, TEXT, max_size=4), st.binary(max_size=50))
def test_any_query(served: Served, query: dict[str, str], body: bytes) -> None:
    assert served.status(PLAIN, PushRequest({**signed(PLAIN), **query}, body)) < 500
    assert served.status(PLAIN, PushRequest(query, to_xml({"a": "b"}).encode() + body)) < 500
