"""Names that only one channel may give."""

from channels.guard.senders import holds_personal
from channels.webchat.session_id import issue, sender_id
from channels.wechat.identity import SENDER_PREFIX
from persistence.names import is_stored


def test_what_the_channels_name_is_reserved() -> None:
    assert is_stored(sender_id(issue(b"k" * 32)))
    assert is_stored(SENDER_PREFIX)
    assert not is_stored("someone")


def test_the_digits_of_a_random_uuid_are_nobody_s() -> None:
    assert not holds_personal("a1380013800b4c8aa1b2c3d4e5f60718")
    assert not holds_personal("a13800138000" + "4c8a" + "a1b2" + "c3d4e5f60718")
    assert holds_personal("a13800138000b")
    assert holds_personal("u-11010519491231002X")
