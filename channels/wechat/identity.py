"""Identity: turns an OpenID into a keyed digest, and encrypts it where it must be stored."""

from persistence.keyed_crypto import KeyedCrypto

SENDER_PREFIX = "wechat-"


class Identity(KeyedCrypto):
    """Made of the key that also signs the web chat's session ids."""

    def __init__(self, key: bytes, app_id: str) -> None:
        super().__init__(key, "wechat", app_id)

    def sender(self, open_id: str) -> str:
        """Return the name Rasa knows the conversation by, from which the OpenID cannot be made."""
        return SENDER_PREFIX + self.digest("openid", open_id)
