"""Logs as lines of JSON: one object a line, for whatever collects them."""

import io
import json
import logging
import re
import sys
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, TextIO

FIELDS = ("channel", "outcome", "faq_id", "seconds", "reason", "status")
"""What a record of ours may carry beside its sentence."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class JsonLines(logging.Formatter):
    """time (ISO 8601, UTC), level, logger, event, request_id, and what of FIELDS the record has."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": _time(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        more = {name: value for name in ("request_id", *FIELDS) if (value := getattr(record, name, None)) is not None}
        if record.exc_text:
            more["exception"] = record.exc_text
        return as_line({**line, **more})


def as_line(of: Mapping[str, Any]) -> str:
    return json.dumps(of, ensure_ascii=False, default=str)


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds")


class PrintedLines(io.TextIOBase):
    """Stands in for a standard stream: what is printed there becomes lines of JSON as well."""

    def __init__(self, to: TextIO, name: str, level: str) -> None:
        self._to, self._name, self._level = to, name, level
        self._begun = ""

    def write(self, text: str) -> int:
        *whole, self._begun = (self._begun + text).split("\n")
        for line in whole:
            self._put(line)
        return len(text)

    def flush(self) -> None:
        self._to.flush()

    def fileno(self) -> int:
        return self._to.fileno()

    def isatty(self) -> bool:
        return False

    def close(self) -> None:
        """Nothing is lost at the end; the stream itself is the interpreter's."""
        if self._begun:
            self._put(self._begun)
            self._begun = ""
        self.flush()

    def _put(self, line: str) -> None:
        shown = json_line(line, self._name, self._level)
        if shown:
            self._to.write(f"{shown}\n")
            self._to.flush()


def json_line(printed: str, name: str, level: str = "info") -> str:
    """Return a line that was printed as one of JSON, unless it is one already or there is nothing in it."""
    shown = _COLOUR.sub("", printed).strip()
    if not shown or _is_json(shown):
        return shown
    now = datetime.now(timezone.utc).timestamp()
    return as_line({"time": _time(now), "level": level, "logger": name, "event": shown})


def _is_json(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def handler() -> logging.Handler:
    """Return a handler that writes lines of JSON to the process's own standard output."""
    made = logging.StreamHandler(sys.__stdout__)
    made.setFormatter(JsonLines())
    return made


def print_json() -> None:
    """Make whatever this process prints lines of JSON."""
    if sys.__stdout__ is None or isinstance(sys.stdout, PrintedLines):
        return
    sys.stdout = PrintedLines(sys.__stdout__, "stdout", "info")
    # One stream, so that lines keep their order.
    sys.stderr = PrintedLines(sys.__stdout__, "stderr", "error")
