"""Secrets that stand in files, as those of containers do: a variable of SECRETS may be named with _FILE at its end."""

from collections.abc import MutableMapping
from pathlib import Path

WECHAT = ("WECHAT_TOKEN", "WECHAT_APP_ID", "WECHAT_APP_SECRET")
WECHAT_AES = "WECHAT_ENCODING_AES_KEY"
SECRETS = (
    "SESSION_SECRET",
    "DATABASE_URL",
    "REDIS_URL",
    "HANDOFF_WEBHOOK_SECRET",
    "WEBCHAT_JWT_KEY",
    *WECHAT,
    WECHAT_AES,
)


class SecretUnreadable(Exception):
    """Says in one sentence whose file can't be read."""


def read_secret_files(environment: MutableMapping[str, str]) -> None:
    """Set each variable of SECRETS that only a file tells; raises SecretUnreadable. Every program that reads one of
    them calls it first: whoever looks into a container's database must find the one that the assistant uses.
    """
    for name in SECRETS:
        file = environment.get(f"{name}_FILE", "")
        if not file or environment.get(name):
            continue
        try:
            environment[name] = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SecretUnreadable(f"环境变量 {name}_FILE 指定的文件读不出来，不能继续") from None
