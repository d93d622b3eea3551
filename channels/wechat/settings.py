"""Reads the settings of the WeChat channel: the account's from the environment, the others from credentials.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from channels.guard.rate_limit import NO_ADDRESS, Limits, limits
from channels.settings import texts, words
from settings.processes import RasaServer
from settings.wechat import API_URL, REPLY_SECONDS, aes_key

CHANNEL = "The WeChat channel"


@dataclass(frozen=True)
class Account:
    """One official account. `aes_key`: 32 bytes, None in plain mode; `transfer`: the customer-service account to which
    转人工 goes, empty for any, None when WeChat's own customer service is not used.
    """

    token: str
    app_id: str
    app_secret: str
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
    settings = dict(credentials or {})
    intents = texts(CHANNEL, "payload_intents", settings.pop("payload_intents", None))
    allowed = limits(settings.pop("rate_limits", NO_ADDRESS))
    others = words(CHANNEL, settings, ("secret_env", "secret_file", "token_file"))
    return WeChatSettings(frozenset(intents), allowed, **others)


def account(server: RasaServer) -> Account | None:
    """Return the account that the environment names, None when it names none."""
    token, app_id, app_secret = server.wechat_token, server.wechat_app_id, server.wechat_app_secret
    if not (token and app_id and app_secret):
        # Half an account was refused when the settings were read.
        return None
    key = server.wechat_encoding_aes_key if server.wechat_mode != "plain" else None
    return Account(
        token=token.get_secret_value(),
        app_id=app_id.get_secret_value(),
        app_secret=app_secret.get_secret_value(),
        aes_key=aes_key(key.get_secret_value()) if key else None,
        redis_url=server.redis,
        api_url=server.wechat_api_url.rstrip("/"),
        reply_seconds=server.wechat_reply_seconds,
        transfer={"off": None, "on": ""}.get(server.wechat_transfer, server.wechat_transfer),
    )
