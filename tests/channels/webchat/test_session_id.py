"""Session ids that only the server can issue."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.webchat.session_id import issue, sender_id, verified_session

KEY = b"k" * 32


def test_an_issued_id_is_verified() -> None:
    session = issue(KEY)
    assert verified_session(KEY, session) == session


def test_ids_differ() -> None:
    assert len({issue(KEY) for _ in range(100)}) == 100


def test_another_key_did_not_issue_it() -> None:
    assert verified_session(b"x" * 32, issue(KEY)) is None


@given(at=st.integers(0, 96), character=st.sampled_from("0123456789abcdefABCDEF. \n０"))
def test_an_altered_id_is_refused(at: int, character: str) -> None:
    session = issue(KEY)
    altered = session[:at] + character + session[at + 1 :]
    assert verified_session(KEY, altered) in (None, session)
    assert (verified_session(KEY, altered) is None) == (altered != session)


@pytest.mark.parametrize(
    "claimed",
    [None, 7, b"bytes", ["a"], {}, "", "a" * 97, issue(KEY) + "\n", issue(KEY).upper()],
    ids=itertools.count(),
)
def test_anything_else_is_refused(claimed: object) -> None:
    assert verified_session(KEY, claimed) is None


def test_the_sender_is_stable_and_is_not_the_credential() -> None:
    session = issue(KEY)
    assert sender_id(session) == sender_id(session)
    assert verified_session(KEY, sender_id(session)) is None
    assert session.partition(".")[2] not in sender_id(session)
