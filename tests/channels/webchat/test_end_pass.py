"""Passes that end one conversation, and open none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.webchat import session_id
from channels.webchat.end_pass import issue, verified_conversation

KEY = b"k" * 32
SESSION = session_id.issue(KEY)
SENDER = session_id.sender_id(SESSION)


def test_an_issued_pass_names_its_conversation() -> None:
    assert verified_conversation(KEY, issue(KEY, SENDER)) == SENDER


def test_it_is_no_session_id_and_a_session_id_is_no_pass() -> None:
    value = issue(KEY, SENDER)
    assert session_id.verified_session(KEY, value) is None
    assert session_id.verified_session(KEY, value.removeprefix("web-")) is None
    assert verified_conversation(KEY, SESSION) is None
    assert verified_conversation(KEY, f"web-{SESSION}") is None


def test_another_key_did_not_issue_it() -> None:
    assert verified_conversation(b"x" * 32, issue(KEY, SENDER)) is None


@given(at=st.integers(0, 100), character=st.sampled_from("0123456789abcdefABCDEF-. \n０"))
def test_an_altered_pass_is_refused(at: int, character: str) -> None:
    value = issue(KEY, SENDER)
    altered = value[:at] + character + value[at + 1 :]
    assert (verified_conversation(KEY, altered) is None) == (altered != value)


@pytest.mark.parametrize("claimed", [None, 7, b"bytes", ["a"], {}, "", "a" * 101])
def test_anything_else_is_refused(claimed: object) -> None:
    assert verified_conversation(KEY, claimed) is None


def test_a_line_break_behind_a_pass_is_refused() -> None:
    assert verified_conversation(KEY, issue(KEY, SENDER) + "\n") is None
