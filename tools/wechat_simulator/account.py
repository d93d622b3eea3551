"""The official account that the simulator knows."""

import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass, field

_LETTERS = string.ascii_letters + string.digits


def _random(count: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(count))


@dataclass(frozen=True)
class OfficialAccount:
    """Its secrets are new each time."""

    mode: str = "safe"
    name: str = "gh_simulated"
    token: str = field(default_factory=lambda: _random(20))
    aes_key: str = field(default_factory=lambda: _random(42) + "A")
    app_id: str = field(default_factory=lambda: "wx" + _random(16).lower())
    app_secret: str = field(default_factory=lambda: _random(32).lower())

    def environment(self, api_url: str, reply_seconds: float = 4.5) -> Mapping[str, str]:
        """Return the variables that connect the assistant with this account."""
        return {
            "WECHAT_TOKEN": self.token,
            "WECHAT_ENCODING_AES_KEY": self.aes_key,
            "WECHAT_APP_ID": self.app_id,
            "WECHAT_APP_SECRET": self.app_secret,
            "WECHAT_MODE": self.mode,
            "WECHAT_API_URL": api_url,
            "WECHAT_REPLY_SECONDS": str(reply_seconds),
        }
