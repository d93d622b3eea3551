"""Defines the errors of calls to WeChat, and lists its error codes with their meaning and handling."""

STALE_TOKEN = frozenset({40001, 40014, 42001})
"""The access token is invalid or has expired: another one is fetched."""

LATER = frozenset({-1, 45011})
"""Busy, or too many calls in this minute: it is tried again, more and more slowly."""

GONE = frozenset({40003, 43004})
"""No such user, or one who no longer follows the account."""

MEANINGS = {
    -1: "WeChat is busy",
    40001: "the access token is invalid, or WECHAT_APP_SECRET is wrong",
    40003: "the OpenID is invalid",
    40013: "WECHAT_APP_ID is wrong",
    40014: "the access token is invalid",
    40125: "WECHAT_APP_SECRET is wrong",
    40164: "this server's address is not in the account's list of allowed addresses",
    42001: "the access token has expired",
    43004: "the user does not follow the account",
    45009: "the calls allowed for the day are used up",
    45011: "too many calls in this minute",
    45015: "the user's last message is too long ago",
    45047: "too many messages since the user's last one",
    48001: "the account has no right to this call",
}


class ApiError(Exception):
    """WeChat refused a call. Its own text is not kept: it may name users and addresses."""

    def __init__(self, code: int) -> None:
        super().__init__(f"errcode {code} ({MEANINGS.get(code, 'see the platform documentation')})")
        self.code = code


class WeChatUnreachable(Exception):
    """WeChat did not answer, or not in its own form."""
