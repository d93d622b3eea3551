"""How the processes write their logs: for people, or as lines of JSON (LOG_FORMAT=json); in both without users' words.

Rasa and its SDK set up their handlers late, by a function each; for JSON that one is replaced.
`tests/launch/test_logs.py` holds this to their versions.
"""

import logging
import os
import sys
import threading
from collections.abc import Mapping
from types import TracebackType

from observability.json_lines import handler, print_json
from observability.records import redact_records
from observability.redaction import where

FORMAT = "LOG_FORMAT"
JSON, TEXT = "json", "text"

logger = logging.getLogger(__name__)


class FormatUnknown(ValueError):
    """LOG_FORMAT names no format."""


def is_json(environment: Mapping[str, str]) -> bool:
    """Say which format is asked for; raises FormatUnknown."""
    asked = environment.get(FORMAT, "").strip() or TEXT
    if asked not in (JSON, TEXT):
        raise FormatUnknown(f"{FORMAT} 只能是 {JSON} 或 {TEXT}，而不是 {asked!r}")
    return asked == JSON


def begin() -> None:
    """Do what any process needs before it imports Rasa or the SDK; leaves with a sentence when no format is meant."""
    try:
        wanted = is_json(os.environ)
    except FormatUnknown as error:
        sys.exit(str(error))
    # Rasa's structured events: in a terminal they would be printed with all they hold.
    os.environ["FORCE_JSON_LOGGING"] = "1"
    redact_records()
    threading.excepthook = _say_thread
    if wanted:
        print_json()
        sys.excepthook = _say
        _install(None)


def rasa_logs() -> None:
    """Make Rasa use our handler."""
    if is_json(os.environ):
        import rasa.utils.io

        rasa.utils.io.configure_colored_logging = _install


def sdk_logs() -> None:
    """Make the action server use our handler."""
    if is_json(os.environ):
        import rasa_sdk.utils

        rasa_sdk.utils.configure_colored_logging = _install


def _install(level: object) -> None:
    """Make JSON of all that is logged. `level`: as Rasa's command line names it, None: by LOG_LEVEL."""
    root = logging.getLogger()
    for present in list(root.handlers):
        if isinstance(present, logging.StreamHandler):
            root.removeHandler(present)
    ours = handler()
    root.addHandler(ours)
    root.setLevel(_level(level))
    # What Sanic's loggers say reaches no handler; Python writes it bare then.
    logging.lastResort = ours


def _level(asked: object) -> int | str:
    return asked if isinstance(asked, int) else str(asked or os.environ.get("LOG_LEVEL") or "INFO")


def _say(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """At the start, where there are no users yet, an error's own text says what is wrong."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logger.critical("%s: %s", kind.__name__, error, exc_info=(kind, error, traceback))


def _say_thread(raised: threading.ExceptHookArgs) -> None:
    name = raised.thread.name if raised.thread else ""
    logger.error("A thread ended (%s): %s", name, where(raised.exc_value))
