"""Opens and checks a push (signed, fresh, in the account's own mode), and seals the reply."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from channels.http import RefusedRequest
from channels.wechat.crypto import NotDecipherable, OtherApp, decrypt, encrypt
from channels.wechat.push import LARGEST_BODY, Push, UnreadablePush, read_fields, read_push
from channels.wechat.settings import Account
from channels.wechat.signature import is_fresh, is_genuine, signature

NOT_GENUINE = RefusedRequest(403, "the signature is wrong")
NOT_FRESH = RefusedRequest(403, "the time is not now: one of the two clocks is wrong, or the request was recorded")
NOT_READABLE = RefusedRequest(400, "the body is not a message")
PASSED_OVER = RefusedRequest(200, "success")
"""An authentic push that cannot be read, or is too large to be.

At any other status WeChat tells the user that the account is out of order.
"""
OTHER_MODE = RefusedRequest(403, "another encryption mode is configured")
OTHER_APP = RefusedRequest(403, "the message is for another AppID")
REPLAYED = RefusedRequest(403, "the nonce has been used for another message")


@dataclass(frozen=True)
class Query:
    """The parameters of a request, empty where there is none."""

    signature: str = ""
    timestamp: str = ""
    nonce: str = ""
    encrypt_type: str = ""
    msg_signature: str = ""
    echostr: str = ""


def refusal_of(query: Query, account: Account, now: float) -> RefusedRequest | None:
    """Return why a request is not WeChat's own, None if it is."""
    if not is_genuine(query.signature, account.token, query.timestamp, query.nonce):
        return NOT_GENUINE
    return None if is_fresh(query.timestamp, now) else NOT_FRESH


def read_envelope(body: bytes, query: Query, account: Account, now: float) -> Push | RefusedRequest:
    """Return the message in `body`. Of an encrypted one only what was inside the ciphertext counts."""
    refused = refusal_of(query, account, now)
    if refused:
        return refused
    if len(body) > LARGEST_BODY:
        return PASSED_OVER
    # Whether the signature is about what is read next: in plain mode about all of it, else about what is inside.
    is_own = account.aes_key is None
    try:
        fields = read_fields(body)
        if not _is_of_mode(fields, query, account):
            return OTHER_MODE
        if account.aes_key is None:
            return read_push(fields)
        if not is_genuine(query.msg_signature, account.token, query.timestamp, query.nonce, fields["Encrypt"]):
            return NOT_GENUINE
        inside = decrypt(fields["Encrypt"], account.aes_key, account.app_id)
        is_own = True
        return read_push(read_fields(inside))
    except (UnreadablePush, NotDecipherable):
        return PASSED_OVER if is_own else NOT_READABLE
    except OtherApp:
        return OTHER_APP


def reply_body(xml: str, query: Query, account: Account, now: float) -> str:
    """Return the reply as the account's mode wants it."""
    if account.aes_key is None:
        return xml
    inside, at = encrypt(xml, account.aes_key, account.app_id), str(int(now))
    signed = signature(account.token, at, query.nonce, inside)
    return (
        f"<xml><Encrypt>{inside}</Encrypt><MsgSignature>{signed}</MsgSignature>"
        f"<TimeStamp>{at}</TimeStamp><Nonce>{escape(query.nonce)}</Nonce></xml>"
    )


def _is_of_mode(fields: Mapping[str, str], query: Query, account: Account) -> bool:
    """In safe mode nothing is readable, in compatible mode everything comes twice."""
    is_encrypted, is_plain = "Encrypt" in fields, "MsgType" in fields
    if account.mode == "plain":
        return is_plain and not is_encrypted and query.encrypt_type in ("", "raw")
    return is_encrypted and query.encrypt_type == "aes" and is_plain == (account.mode == "compatible")
