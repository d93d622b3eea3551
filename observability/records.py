"""Redacts the log records of this process when they are made, for every handler and format."""

import logging
from collections.abc import Callable
from typing import Any

from observability.redaction import escaped, redacted, where
from observability.request_id import request_id

OURS = frozenset(
    {
        *("actions", "channels", "components", "converter", "launch", "records"),
        *("observability", "persistence", "settings", "understanding", "zh"),
    }
)

Factory = Callable[..., logging.LogRecord]


def is_ours(logger: str) -> bool:
    return logger.split(".")[0] in OURS


def redacting(make: Factory) -> Factory:
    """Return a factory whose records, from INFO on, hold no user's words. DEBUG shows all: who sets it looks for that.

    An exception is shown by classes and places only, also ours: its text may quote. Control characters are escaped at
    every level, so that no text from outside can look like another line.
    """

    def record(*arguments: Any, **named: Any) -> logging.LogRecord:
        made = make(*arguments, **named)
        made.request_id = request_id.get()
        if made.levelno is None:
            # An empty one: logging.makeLogRecord copies another into it.
            return made
        shown = made.levelno < logging.INFO
        text = _text(made)
        made.msg, made.args = escaped(text if shown or is_ours(made.name) else redacted(text)), ()
        if made.exc_info and not shown:
            error = made.exc_info[1]
            # A formatter takes what it finds here in place of a traceback of its own.
            made.exc_text, made.exc_info = where(error) or None, None
        return made

    return record


def _text(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # arguments that do not fit the message: the handler would print both
        return "a message that could not be formatted"


def redact_records() -> None:
    """Make all records of this process so, and Python's warnings records."""
    logging.captureWarnings(True)
    present = logging.getLogRecordFactory()
    if not getattr(present, "__qualname__", "").startswith(redacting.__qualname__):
        logging.setLogRecordFactory(redacting(present))
