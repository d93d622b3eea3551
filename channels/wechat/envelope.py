"""Opens and checks a push (signed, fresh, encrypted if the account's are), and seals the reply."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from channels.http import RefusedRequest
from channels.wechat.crypto import NotDecipherable, OtherApp, decrypt, encrypt
from channels.wechat.push import LARGEST_BODY, Push, UnreadablePush, read_fields, read_push
from channels.wechat.settings import Account
from channels.wechat.signature import is_fresh, is_genuine, signature

NOT_GENUINE = RefusedRequest(403, "the signature is wrong")
NOT_FRESH = RefusedRequest(403, "the time is not now: one of the two clocks is wrong, or the request was recorded")


@dataclass(frozen=True)
class PassedOver:
    """A push with a right signature that brings no turn: WeChat is told that it arrived, the log gets `warning`.

    At any other status WeChat tells the user that the account is out of order, and whoever sent a recording again would
    learn what was wrong with it.
    """

    warning: str


UNREADABLE = PassedOver("A push with a right signature could not be read; WeChat was told that it arrived.")
LATE = PassedOver("A push with a right signature was passed over: its time is not this machine's time.")
REPEATED_NONCE = PassedOver("A push with a right signature was passed over: another message had its nonce.")
OTHER_MODE = PassedOver("A push with a right signature was passed over: it is not of the mode in WECHAT_MODE.")
OTHER_KEY = PassedOver("A push with a right signature was passed over: WECHAT_ENCODING_AES_KEY does not open it.")
OTHER_APP = PassedOver("A push with a right signature was passed over: it is not for WECHAT_APP_ID.")


@dataclass(frozen=True)
class Query:
    """The parameters of a request, empty where there is none."""

    signature: str = ""
    timestamp: str = ""
    nonce: str = ""
    encrypt_type: str = ""
    msg_signature: str = ""
    echostr: str = ""


def unopened(query: Query, account: Account, now: float) -> RefusedRequest | PassedOver | None:
    """Return why a request is passed over or refused unread; None if WeChat has sent it just now."""
    if not _is_signed(query, account):
        return NOT_GENUINE
    return None if is_fresh(query.timestamp, now) else LATE


def read_envelope(body: bytes, query: Query, account: Account, now: float) -> Push | RefusedRequest | PassedOver:
    """Return the message in `body`. Of an encrypted one only what was inside the ciphertext counts."""
    unread = unopened(query, account, now)
    if unread:
        return unread
    if len(body) > LARGEST_BODY:
        return UNREADABLE
    try:
        fields = read_fields(body)
        if ("Encrypt" in fields) != (account.aes_key is not None):
            return OTHER_MODE
        if account.aes_key is None:
            return read_push(fields)
        if not _is_signed(query, account, fields["Encrypt"]):
            return NOT_GENUINE
        return read_push(read_fields(decrypt(fields["Encrypt"], account.aes_key, account.app_id)))
    except UnreadablePush:
        return UNREADABLE
    except NotDecipherable:
        return OTHER_KEY
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


def _is_signed(query: Query, account: Account, *encrypted: str) -> bool:
    """Say whether WeChat's own signature is right, of an `encrypted` message that over the message."""
    claimed = query.msg_signature if encrypted else query.signature
    return is_genuine(claimed, account.token, query.timestamp, query.nonce, *encrypted)
