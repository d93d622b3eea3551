"""Sets up the logs of a process: for people, or as lines of JSON; in both without users' words."""

import logging
import os
import sys
import threading
from types import TracebackType

from observability.json_lines import install, print_json
from observability.records import redact_records
from observability.redaction import where

logger = logging.getLogger(__name__)


def begin(*, json: bool, level: str) -> None:
    """Do what any process needs before it imports Rasa or the SDK."""
    # Rasa's structured events: in a terminal they would be printed with all they hold.
    os.environ["FORCE_JSON_LOGGING"] = "1"
    redact_records()
    threading.excepthook = _say_thread
    if json:
        print_json()
        sys.excepthook = _say
        install(level)


def _say(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """At the start, where there are no users yet, an error's own text says what is wrong."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logger.critical("%s: %s", kind.__name__, error, exc_info=(kind, error, traceback))


def _say_thread(raised: threading.ExceptHookArgs) -> None:
    name = raised.thread.name if raised.thread else ""
    logger.error("A thread ended (%s): %s", name, where(raised.exc_value))
