"""What Rasa, its libraries and Python say, without what users said."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.redaction import redacted, where

PLANTED = "SECRET word 的秘密"
# As they are written by Rasa 3.6.21, its SDK, SQLAlchemy 1.4, aiohttp and Sanic 21.12 around what users sent.
QUOTING = [
    f"Failed to parse arguments in line '/x{PLANTED}'. Failed to decode parameters as a json object (dict).",
    f"Failed to parse arguments in line '{PLANTED} 'and' more {PLANTED}'. Use the docs' way.",
    f'User sent "{PLANTED}',
    f"Error happened when trying to save conversation tracker to 'SQLTrackerStore'. Please investigate the following "
    f"error: (sqlite3.OperationalError) no such table: events\n[SQL: INSERT]\n[parameters: ('{PLANTED}',)]",
    f"(psycopg2.errors.StringDataRightTruncation) value too long\nDETAIL:  Failing row contains ({PLANTED}).",
    f"(psycopg2.errors.DataError) invalid input syntax for type json: {PLANTED}",
    f"500, Internal Server Error, body='b'{{\"request_body\": {{\"text\": {PLANTED}}}}}''",
    f"Exception occurred while handling uri: 'http://127.0.0.1:5005/x?message={PLANTED}'",
    f"x.py:3: UserWarning: Interpreter parsed an intent '{PLANTED}' that is not defined in the domain.",
    json.dumps({"event": "rest.message.received.failure", "text": PLANTED, "exception": [{"exc_value": PLANTED}]}),
    json.dumps({"event": "slots.x", "rasa_events": [PLANTED], "slot_values": PLANTED}, ensure_ascii=False),
    "call 13905311234 back",
]


@pytest.mark.parametrize("text", QUOTING)
def test_nothing_of_it_is_left(text: str) -> None:
    result = redacted(text)
    assert result
    for word in ("SECRET", "word", "秘密", "13905311234"):
        assert word not in result


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("In 'action_role'. Couldn't connect to 'http://127.0.0.1:5055/webhook'.",) * 2,
        ("Rasa server is up and running.", "Rasa server is up and running."),
        ("Falling back to use the 'InMemoryTrackerStore'.", "Falling back to use the 'InMemoryTrackerStore'."),
        ("Loading model models/598636d089b7d19d.tar.gz...", "Loading model models/598636d089b7d19d.tar.gz..."),
        ("it says 'a b', it doesn't", "it says '…', it doesn't"),
        ("(sqlite3.OperationalError) disk full\n[SQL: SELECT 1]", "(sqlite3.OperationalError) disk full"),
        (json.dumps({"event": "a", "action_name": "action_city", "text": "x"}), "a action_name=action_city"),
        (json.dumps({"event": "e", "exception": [{"exc_type": "KeyError"}]}), "e KeyError"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_helps_stays(text: str, left: str) -> None:
    assert redacted(text) == left


@given(st.text())
def test_any_quotation_is_left_out_whatever_is_in_it(text: str) -> None:
    line = f"Failed to parse arguments in line '{text}SECRET'. Look at the docs."
    assert "SECRET" not in redacted(line)


@given(st.text())
def test_any_text_may_come(text: str) -> None:
    assert "\n" not in redacted(text)


def test_an_error_by_classes_and_places() -> None:
    def fail(text: str) -> None:
        try:
            raise KeyError(text)
        except KeyError as error:
            raise ValueError(text) from error

    with pytest.raises(ValueError, match="SECRET") as caught:
        fail(PLANTED)
    result = where(caught.value)
    assert "SECRET" not in result
    first, second = result.splitlines()
    assert first.startswith("builtins.ValueError at observability/test_redaction.py:")
    assert " fail < " in first
    assert second.startswith("builtins.KeyError at observability/test_redaction.py:")
    assert where(None) == ""
