"""Logs as lines of JSON."""

import io
import json
import logging
from datetime import datetime
from typing import Any

import pytest

from observability.json_lines import JsonLines, PrintedLines, json_line


def formatted(**more: Any) -> dict[str, Any]:
    text = "A turn\nended: %s"
    record = logging.LogRecord("channels.watch.turn", logging.WARNING, "file.py", 3, text, ("ask",), None)
    for name, value in more.items():
        setattr(record, name, value)
    text = JsonLines().format(record)
    assert "\n" not in text
    data: dict[str, Any] = json.loads(text)
    return data


def test_a_record() -> None:
    result = formatted()
    assert datetime.fromisoformat(result.pop("time")).utcoffset() is not None
    assert result == {"level": "warning", "logger": "channels.watch.turn", "event": "A turn\nended: ask"}


def test_what_it_may_carry() -> None:
    result = formatted(request_id="r", channel="rest", seconds=0.01, sender="SECRET", exc_text="ValueError at x.py:3")
    assert (result["request_id"], result["channel"], result["seconds"]) == ("r", "rest", 0.01)
    assert result["exception"] == "ValueError at x.py:3"
    assert "SECRET" not in str(result)


def test_what_is_printed_becomes_lines_as_well() -> None:
    stream = io.StringIO()
    printed = PrintedLines(stream, "stdout", "info")
    print("\x1b[31m红色", "一行", file=printed)
    print('{"is": "json"}\n\nunfinished', end="", file=printed)
    assert stream.getvalue().count("\n") == 2
    printed.close()
    red, json_already, rest = map(json.loads, stream.getvalue().splitlines())
    assert (red["event"], red["logger"], red["level"]) == ("红色 一行", "stdout", "info")
    assert json_already == {"is": "json"}
    assert rest["event"] == "unfinished"


@pytest.mark.parametrize("text", ["{no json", "[1]", "1", "null"])
def test_only_an_object_counts_as_json(text: str) -> None:
    assert json.loads(json_line(text, "launch"))["event"] == text


def test_nothing_stays_nothing() -> None:
    assert json_line(" \x1b[0m\n", "launch") == ""
