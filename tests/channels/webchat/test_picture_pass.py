"""Passes and references: whose they are, and how long they last."""

import pytest

from channels.webchat import picture_pass

KEY, SENDER, OTHER = b"k" * 32, f"web-{'0' * 32}", f"named-{'1' * 32}"
NOW = 1_800_000_000
PICTURE = "ab" * 16


@pytest.mark.parametrize("sender", [SENDER, OTHER])
def test_a_pass_lasts_as_long_as_it_may(sender: str) -> None:
    pass_ = picture_pass.issue(KEY, sender, lasts=5, now=NOW)
    assert picture_pass.sender_of(KEY, pass_, now=NOW + 4) == sender
    assert picture_pass.sender_of(KEY, pass_, now=NOW + 5) is None
    longest = picture_pass.issue(KEY, sender, lasts=10**6, now=NOW)
    assert picture_pass.sender_of(KEY, longest, now=NOW + picture_pass.LASTS) is None


@pytest.mark.parametrize("wrong", [None, 1, "", "x", f"{SENDER}.9999999999.{'0' * 64}"])
def test_nothing_else_is_a_pass(wrong: object) -> None:
    assert picture_pass.sender_of(KEY, wrong) is None
    assert picture_pass.picture_of(KEY, SENDER, wrong) is None


def test_of_another_key_or_conversation() -> None:
    pass_, reference = picture_pass.issue(KEY, SENDER), picture_pass.reference(KEY, SENDER, PICTURE)
    assert picture_pass.sender_of(b"o" * 32, pass_) is None
    assert picture_pass.sender_of(KEY, pass_.replace(SENDER, OTHER)) is None
    assert picture_pass.picture_of(KEY, SENDER, reference) == PICTURE
    assert picture_pass.picture_of(KEY, OTHER, reference) is None
    assert picture_pass.picture_of(KEY, SENDER, reference.replace("ab", "cd", 1)) is None
