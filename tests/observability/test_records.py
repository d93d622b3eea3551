"""Records are redacted as they are made, whoever prints them."""

import io
import logging
import warnings
from collections.abc import Iterator

import pytest

from observability.records import is_ours, redact_records, redacting
from observability.request_id import request_id


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Yield what a handler of the plainest kind writes, with our factory in place."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root, level, factory = logging.getLogger(), logging.getLogger().level, logging.getLogRecordFactory()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logging.setLogRecordFactory(redacting(logging.LogRecord))
    yield stream
    logging.setLogRecordFactory(factory)
    root.setLevel(level)
    root.removeHandler(handler)


def test_others_are_redacted_and_ours_are_not(written: io.StringIO) -> None:
    logging.getLogger("rasa.core.processor").error("in line '%s'", "SECRET")
    logging.getLogger("channels.one_turn").error("A turn failed: %s", "'ValueError'")
    assert written.getvalue() == "in line '…'\nA turn failed: 'ValueError'\n"


@pytest.mark.parametrize("name", ["rasa.core.processor", "channels.one_turn"])
def test_an_exception_loses_its_text(written: io.StringIO, name: str) -> None:
    try:
        raise ValueError("SECRET")
    except ValueError:
        logging.getLogger(name).exception("It failed.")
    assert "SECRET" not in written.getvalue()
    assert "It failed.\nbuiltins.ValueError at observability/test_records.py" in written.getvalue()


def test_debug_shows_all(written: io.StringIO) -> None:
    logging.getLogger("rasa.core.processor").debug("text '%s'", "SECRET")
    assert written.getvalue() == "text 'SECRET'\n"


def test_arguments_that_do_not_fit_are_not_printed(written: io.StringIO) -> None:
    logging.getLogger("rasa").error("%d and %d", "SECRET")
    assert written.getvalue() == "a message that could not be formatted\n"


def test_a_record_knows_its_request() -> None:
    token = request_id.set("of-the-request")
    record = redacting(logging.LogRecord)("zh", logging.INFO, "", 0, "said", (), None)
    request_id.reset(token)
    assert vars(record)["request_id"] == "of-the-request"


def test_who_is_ours() -> None:
    assert is_ours("channels.one_turn")
    assert not is_ours("channelsx")
    assert not is_ours("py.warnings")


def test_warnings_are_records_as_well(written: io.StringIO) -> None:
    factory = logging.getLogRecordFactory()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            redact_records()
            redact_records()
            warnings.warn("Interpreter parsed an intent 'SECRET'", stacklevel=1)
    finally:
        logging.captureWarnings(False)
    assert logging.getLogRecordFactory() is factory
    assert "UserWarning: Interpreter parsed an intent '…'" in written.getvalue()
    assert "SECRET" not in written.getvalue()
