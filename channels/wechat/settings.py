"""The settings of the WeChat channel: the account's from the environment, the others from credentials.yml."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, cast, get_args

from rasa.shared.exceptions import RasaException

from channels.guard.rate_limit import NO_ADDRESS, Limits, limits
from channels.settings import texts, words
from persistence.urls import redis_url

Mode = Literal["plain", "compatible", "safe"]

CHANNEL = "The WeChat channel"
PREFIX = "WECHAT_"
API_URL = "https://api.weixin.qq.com"
NEEDED = ("WECHAT_TOKEN", "WECHAT_APP_ID", "WECHAT_APP_SECRET")
AES_KEY = "WECHAT_ENCODING_AES_KEY"
OTHERS = ("WECHAT_MODE", "WECHAT_API_URL", "WECHAT_REPLY_SECONDS", "WECHAT_TRANSFER")
# WeChat gives up after 5 seconds; what is left is for the way there and back.
REPLY_SECONDS = 4.5

_TOKEN = re.compile(r"[0-9A-Za-z]{3,32}", re.ASCII)
_APP_ID = re.compile(r"[0-9A-Za-z_-]{4,64}", re.ASCII)


@dataclass(frozen=True)
class Account:
    """One official account. `aes_key`: 32 bytes, None in plain mode; `transfer`: the customer-service account to which
    转人工 goes, empty for any, None when WeChat's own customer service is not used.
    """

    token: str
    app_id: str
    app_secret: str
    mode: Mode
    aes_key: bytes | None
    redis_url: str | None = None
    api_url: str = API_URL
    reply_seconds: float = REPLY_SECONDS
    transfer: str | None = None


@dataclass(frozen=True)
class WeChatSettings:
    """What credentials.yml says."""

    # Intents that a button's payload (/intent{...}) may name.
    payload_intents: frozenset[str] = frozenset()
    rate_limits: Limits = field(default_factory=partial(Limits, address=""))
    # The key from which sender ids are made, and with which OpenIDs are encrypted: as in the web chat.
    secret_env: str = "SESSION_SECRET"
    secret_file: str = "var/session.key"
    # Where the access token is kept for all processes of this machine when no Redis is configured.
    token_file: str = "var/wechat-token.json"


def wechat_settings(credentials: Mapping[str, Any] | None) -> WeChatSettings:
    """Return the settings written in credentials.yml; a name or a value that means nothing is refused."""
    given = dict(credentials or {})
    intents = texts(CHANNEL, "payload_intents", given.pop("payload_intents", None))
    allowed = limits(given.pop("rate_limits", NO_ADDRESS))
    others = words(CHANNEL, given, ("secret_env", "secret_file", "token_file"))
    return WeChatSettings(frozenset(intents), allowed, **others)


def account(environment: Mapping[str, str]) -> Account | None:
    """Return the account that the environment names, None when it names none; half an account is refused.

    No error says a value: they are secrets.
    """
    found = {
        name: environment[name].strip() for name in (*NEEDED, AES_KEY, *OTHERS) if environment.get(name, "").strip()
    }
    if not set(found) & {*NEEDED, AES_KEY}:
        return None
    mode = _mode(found.get("WECHAT_MODE", "safe"))
    missing = [name for name in (*NEEDED, *(() if mode == "plain" else (AES_KEY,))) if name not in found]
    if missing:
        raise RasaException(
            f"The WeChat account is only half configured: set {', '.join(missing)}, or none of the {PREFIX}… variables."
        )
    _must_look_right(_TOKEN, "WECHAT_TOKEN", found, "3 to 32 letters and digits")
    _must_look_right(_APP_ID, "WECHAT_APP_ID", found, "the account's AppID")
    return Account(
        token=found["WECHAT_TOKEN"],
        app_id=found["WECHAT_APP_ID"],
        app_secret=found["WECHAT_APP_SECRET"],
        mode=mode,
        aes_key=None if mode == "plain" else _aes_key(found[AES_KEY]),
        redis_url=redis_url(environment),
        api_url=found.get("WECHAT_API_URL", API_URL).rstrip("/"),
        reply_seconds=_seconds(found.get("WECHAT_REPLY_SECONDS", str(REPLY_SECONDS))),
        transfer=_transfer(found.get("WECHAT_TRANSFER", "off")),
    )


def _mode(given: str) -> Mode:
    if given not in get_args(Mode):
        raise RasaException(f"WECHAT_MODE is one of {', '.join(get_args(Mode))}")
    return cast(Mode, given)


def _must_look_right(form: "re.Pattern[str]", name: str, found: Mapping[str, str], must_be: str) -> None:
    if not form.fullmatch(found[name]):
        raise RasaException(f"{name} must be {must_be}")


def _aes_key(given: str) -> bytes:
    try:
        key = base64.b64decode(f"{given}=", validate=True) if len(given) == 43 else b""
    except binascii.Error:
        key = b""
    if len(key) != 32:
        raise RasaException(f"{AES_KEY} must be the 43 letters and digits of the account's EncodingAESKey")
    return key


def _seconds(given: str) -> float:
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0.0 < seconds < 5.0:
        raise RasaException("WECHAT_REPLY_SECONDS must be a number of seconds below 5")
    return seconds


def _transfer(given: str) -> str | None:
    """Read off, on (any customer-service account) or an account's name (name@account)."""
    if given in ("on", "off"):
        return "" if given == "on" else None
    if "@" not in given or not given.isprintable():
        raise RasaException("WECHAT_TRANSFER is on, off, or a customer-service account such as kf2001@gh_account")
    return given
