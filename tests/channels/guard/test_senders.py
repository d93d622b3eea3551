"""Names that only one channel may give."""

from channels.guard.senders import is_reserved
from channels.webchat.session_id import issue, sender_id
from channels.wechat.identity import SENDER_PREFIX


def test_what_the_channels_name_is_reserved() -> None:
    assert is_reserved(sender_id(issue(b"k" * 32)))
    assert is_reserved(SENDER_PREFIX)
    assert not is_reserved("someone")
