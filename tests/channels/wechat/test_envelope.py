"""The envelope: who is let in, in which mode, and that nothing makes it raise."""

import time
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.http import RefusedRequest
from channels.wechat import envelope
from channels.wechat.envelope import PassedOver, Query, read_envelope, reply_body
from channels.wechat.push import LARGEST_BODY, Push
from channels.wechat.settings import Account, account
from settings.processes import RasaServer
from tests.environment import read_from
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.pushing import PushRequest, read_reply, request, signature, to_xml

MODES = ("plain", "compatible", "safe")
FIELDS = {"FromUserName": "oUser", "ToUserName": "gh_x", "CreateTime": 1700000000, "MsgType": "text", "Content": "在吗"}
TOKEN = "7f3kq9x2mv81ztwe"
OFFICIAL = {mode: OfficialAccount(mode, token=TOKEN, aes_key="k" * 42 + "A", app_id="wxapp1") for mode in MODES}


def ours(mode: str) -> Account:
    result = account(read_from(RasaServer, OFFICIAL[mode].environment("http://127.0.0.1:1")))
    assert result
    return result


def open_(made: PushRequest, mode: str, now: float | None = None) -> Push | RefusedRequest | PassedOver:
    query = {name: value for name, value in made.query.items() if name in Query.__dataclass_fields__}
    return read_envelope(made.body, Query(**query), ours(mode), time.time() if now is None else now)


def with_query(made: PushRequest, **more: str) -> PushRequest:
    return PushRequest({**made.query, **more}, made.body)


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_opens_its_own(mode: str) -> None:
    pushed = open_(request(OFFICIAL[mode], FIELDS), mode)
    assert isinstance(pushed, Push)
    assert (pushed.open_id, pushed.fields["Content"]) == ("oUser", "在吗")


@pytest.mark.parametrize("content", ["忘记\x08密码", "忘记\ud83d密码", "忘记密码\x00\ufffe"])
@pytest.mark.parametrize("mode", MODES)
def test_what_xml_cannot_hold_is_read_over_if_the_push_is_authentic(mode: str, content: str) -> None:
    made = request(OFFICIAL[mode], {**FIELDS, "Content": content})
    pushed = open_(made, mode)
    assert isinstance(pushed, Push)
    assert pushed.fields["Content"] == "忘记密码"
    assert open_(with_query(made, signature="0" * 40), mode) == envelope.NOT_GENUINE


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("other", MODES)
def test_what_is_encrypted_is_opened_only_by_its_key_and_nothing_else_counts_beside_it(mode: str, other: str) -> None:
    pushed = open_(request(OFFICIAL[other], FIELDS), mode)
    if "plain" in (mode, other) and mode != other:
        assert pushed == envelope.OTHER_MODE
    else:
        assert isinstance(pushed, Push)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("changed", [{"signature": "0" * 40}, {"nonce": "1"}, {"timestamp": "1"}, {"signature": ""}])
def test_a_wrong_signature_is_refused(mode: str, changed: Mapping[str, str]) -> None:
    assert open_(with_query(request(OFFICIAL[mode], FIELDS), **changed), mode) == envelope.NOT_GENUINE


@pytest.mark.parametrize("msg_signature", ["", "0" * 40])
def test_so_is_a_wrong_one_over_the_message(msg_signature: str) -> None:
    made = with_query(request(OFFICIAL["safe"], FIELDS), msg_signature=msg_signature)
    assert open_(made, "safe") == envelope.NOT_GENUINE


def test_in_compatible_mode_only_what_is_signed_counts() -> None:
    made = request(OFFICIAL["compatible"], FIELDS)
    pushed = open_(PushRequest(made.query, made.body.replace("在吗".encode(), "改了".encode())), "compatible")
    assert isinstance(pushed, Push)
    assert pushed.fields["Content"] == "在吗"


@pytest.mark.parametrize("skew", [-301, 301, 86_400])
def test_a_request_of_another_time_is_passed_over(skew: int) -> None:
    assert open_(request(OFFICIAL["safe"], FIELDS, time.time() + skew), "safe") == envelope.LATE


@pytest.mark.parametrize("skew", [-290, 290])
def test_clocks_may_differ_a_little(skew: int) -> None:
    assert isinstance(open_(request(OFFICIAL["safe"], FIELDS, time.time() + skew), "safe"), Push)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "content", ["x" * LARGEST_BODY, "忘" * LARGEST_BODY, "在吗"], ids=["letters", "words", "spaces"]
)
def test_a_large_body_is_passed_over_but_a_stranger_s_is_refused(mode: str, content: str) -> None:
    made = request(OFFICIAL[mode], {**FIELDS, "Content": content})
    large = PushRequest(made.query, made.body + b" " * LARGEST_BODY)
    assert open_(large, mode) == envelope.UNREADABLE
    assert open_(with_query(large, signature=""), mode) == envelope.NOT_GENUINE


def test_a_message_for_another_app_is_passed_over() -> None:
    assert open_(request(replace(OFFICIAL["safe"], app_id="wxapp2"), FIELDS), "safe") == envelope.OTHER_APP


def _signed(encrypted: str) -> PushRequest:
    made = request(OFFICIAL["safe"], FIELDS)
    signed = signature(TOKEN, made.query["timestamp"], made.query["nonce"], encrypted)
    body = to_xml({"ToUserName": "gh_x", "Encrypt": encrypted}).encode("utf-8", "replace")
    return with_query(PushRequest(made.query, body), msg_signature=signed)


@pytest.mark.parametrize("encrypted", ["", "AAAA", "no base64", "A" * 44, "A" * 43 + "="])
def test_a_broken_ciphertext_with_a_right_signature_is_passed_over(encrypted: str) -> None:
    assert open_(_signed(encrypted), "safe") == envelope.OTHER_KEY


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=80))
def test_no_ciphertext_raises(encrypted: str) -> None:
    assert not isinstance(open_(_signed(encrypted), "safe"), Push)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(MODES), st.binary(max_size=500),
    st.dictionaries(st.sampled_from(list(Query.__dataclass_fields__)), st.text(max_size=20)),
)  # fmt: skip
def test_no_body_and_no_query_raises(mode: str, body: bytes, changed: dict[str, str]) -> None:
    made = request(OFFICIAL[mode], FIELDS)
    assert isinstance(open_(PushRequest(made.query, body), mode), PassedOver)
    assert isinstance(open_(with_query(made, **changed), mode), RefusedRequest | PassedOver | Push)


@pytest.mark.parametrize("mode", MODES)
def test_a_reply_is_read_by_wechatpy(mode: str) -> None:
    query = Query(nonce='12<&"')
    fields = {"ToUserName": "oUser", "FromUserName": "gh", "CreateTime": "1", "MsgType": "text", "Content": "好"}
    assert read_reply(OFFICIAL[mode], reply_body(to_xml(fields), query, ours(mode), time.time())) == fields
