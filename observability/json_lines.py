"""Renders log records as lines of JSON, one object a line, with structlog."""

import io
import json
import logging
import re
import sys
from collections.abc import MutableMapping
from datetime import datetime, timezone
from typing import Any, TextIO

from structlog.processors import JSONRenderer

from observability.redaction import CONTROLS

FIELDS = ("channel", "outcome", "faq_id", "seconds", "reason", "status")
"""What a record of ours may carry beside its sentence."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Made once: json.dumps would make one for each line.
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode

Event = MutableMapping[str, Any]


class JsonLines(logging.Formatter):
    """time (ISO 8601, UTC), level, logger, event, request_id, and what of FIELDS the record has.

    structlog's own formatter for such records copies each first: half as much again as the whole line costs, and nobody
    changes them here.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: Event = {
            "time": _time(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        for name in ("request_id", *FIELDS):
            value = getattr(record, name, None)
            if value is not None:
                line[name] = value
        if record.exc_text:
            line["exception"] = record.exc_text
        return str(_render(None, "", line))


def _dumps(event: Event, **_: object) -> str:
    return _without_controls(_encode(event))


def _without_controls(line: str) -> str:
    """JSON itself escapes those below the blank only: a line separator could still end a line, or a command to the
    terminal hide one.
    """
    return CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


_render = JSONRenderer(_dumps)


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
        return _without_controls(shown)
    now = datetime.now(timezone.utc).timestamp()
    return _dumps({"time": _time(now), "level": level, "logger": name, "event": shown})


def _is_json(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def install(level: int | str) -> None:
    """Make lines of JSON, on the process's own standard output, of all that is logged from this level on."""
    root = logging.getLogger()
    for present in list(root.handlers):
        if isinstance(present, logging.StreamHandler):
            root.removeHandler(present)
    ours = logging.StreamHandler(sys.__stdout__)
    ours.setFormatter(JsonLines())
    root.addHandler(ours)
    root.setLevel(level)
    # What Sanic's loggers say reaches no handler; Python writes it bare then.
    logging.lastResort = ours


def writes_json() -> bool:
    """Say whether what this process prints becomes lines of JSON."""
    return isinstance(sys.stdout, PrintedLines)


def print_json() -> None:
    """Make whatever this process prints lines of JSON."""
    if sys.__stdout__ is None or writes_json():
        return
    sys.stdout = PrintedLines(sys.__stdout__, "stdout", "info")
    # One stream, so that lines keep their order.
    sys.stderr = PrintedLines(sys.__stdout__, "stderr", "error")
