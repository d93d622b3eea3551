"""Names of conversations: which of them only one channel may give."""

RESERVED = ("web-", "wechat-")
"""How the conversations of the web chat and of WeChat begin; whoever else could name one would speak in it."""


def is_reserved(sender: str) -> bool:
    return sender.startswith(RESERVED)
