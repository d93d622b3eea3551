"""Makes WeChat's pushes: signed XML, encrypted if the account is, repeated until an answer comes."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

import xmltodict
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from tools.wechat_simulator.account import OfficialAccount


@dataclass(frozen=True)
class PushRequest:
    """One HTTP request: its parameters and its body."""

    query: Mapping[str, str]
    body: bytes


def signed(account: OfficialAccount, at: float | None = None, nonce: str | None = None) -> dict[str, str]:
    """Return the parameters that every request has. `at`: seconds since 1970."""
    timestamp, nonce = str(int(at if at is not None else time.time())), nonce or secrets.token_hex(5)
    return {
        "signature": signature(account.token, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
    }


def signature(*parts: str) -> str:
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


def to_xml(fields: Mapping[str, object]) -> str:
    """Return the fields as WeChat writes them."""
    inner = "".join(
        f"<{name}>{value}</{name}>" if isinstance(value, int) else f"<{name}><![CDATA[{value}]]></{name}>"
        for name, value in fields.items()
    )
    return f"<xml>{inner}</xml>"


def request(
    account: OfficialAccount, fields: Mapping[str, object], at: float | None = None, nonce: str | None = None
) -> PushRequest:
    """Return the push of `fields` in the account's mode. Half a surrogate pair in a text goes out as three bytes."""
    query = {**signed(account, at, nonce), "openid": str(fields.get("FromUserName", ""))}
    plain = to_xml(fields).encode("utf-8", "surrogatepass")
    if account.mode == "plain":
        return PushRequest(query, plain)
    crypto = WeChatCrypto(account.token, account.aes_key, account.app_id)
    packed = xmltodict.parse(crypto.encrypt_message(plain, query["nonce"], query["timestamp"]))["xml"]
    query |= {"encrypt_type": "aes", "msg_signature": packed["MsgSignature"]}
    outside = fields if account.mode == "compatible" else {"ToUserName": account.name}
    return PushRequest(query, to_xml({**outside, "Encrypt": packed["Encrypt"]}).encode("utf-8", "surrogatepass"))


def read_reply(account: OfficialAccount, body: str) -> Mapping[str, str] | None:
    """Return the reply's fields, None for "success" or nothing; raises whatever is wrong with any other body."""
    if body in ("", "success"):
        return None
    reply = xmltodict.parse(body)["xml"]
    if account.mode != "plain":
        crypto = WeChatCrypto(account.token, account.aes_key, account.app_id)
        plain = crypto.decrypt_message(reply, reply["MsgSignature"], reply["TimeStamp"], reply["Nonce"])
        reply = xmltodict.parse(plain)["xml"]
    assert {"ToUserName", "FromUserName", "CreateTime", "MsgType"} <= set(reply)
    return dict(reply)
