"""Names that say nobody, and values that only we can read."""

from channels.wechat.identity import Identity

ONE, OTHER = Identity(b"k" * 32, "wxapp"), Identity(b"l" * 32, "wxapp")


def test_a_sender_is_the_same_user_and_nobody_else() -> None:
    assert ONE.sender("oUser") == ONE.sender("oUser") != ONE.sender("oUser2")
    assert ONE.sender("oUser") != OTHER.sender("oUser") != Identity(b"k" * 32, "wxother").sender("oUser")
    assert len(ONE.sender("oUser")) == len("wechat-") + 32


def test_parts_and_purposes_do_not_run_together() -> None:
    assert len({ONE.digest("a", "b", "c"), ONE.digest("a", "bc"), ONE.digest("ab", "c"), ONE.digest("a", "b c")}) == 4


def test_what_is_sealed_is_read_with_the_same_key_only() -> None:
    sealed = ONE.seal(["oUser", 1])
    assert "oUser" not in sealed
    assert ONE.unseal(sealed) == ["oUser", 1]
    assert OTHER.unseal(sealed) is None
    assert ONE.unseal(sealed[:-8]) is ONE.unseal("é") is None
