"""How a process writes its log, in either format."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.running import ROOT

FORGED = 'x\n2030-01-01 00:00:00 ERROR    root  - forged\r\x1b[2K\x9b2K\u2028{"event": "forged"}\u202e\x00\ud800'
"""Whatever a terminal or a collector may take for the end of a line, or for a command."""

SAYING = """
import logging, sys, threading, warnings
from launch import logs
logs.begin(json=FORMAT == "json", level="INFO")
logging.getLogger("rasa.core.processor").error("in line '%s'", "SECRET")
logging.getLogger("channels.one_turn").error("A turn failed: %s", "KeyError")
logging.getLogger("channels.rest").error("A turn failed: %s", FORGED)
logging.getLogger("rasa.core.agent").error("while handling %s", FORGED)
logging.getLogger("sanic.error").propagate = False
logging.getLogger("sanic.error").error("while handling uri: 'http://x/?SECRET'")
warnings.warn("an intent 'SECRET' that is not defined")
print("printed")
print("printed as an error", file=sys.stderr)
def fail(text):
    raise ValueError(text)
thread = threading.Thread(target=fail, args=("SECRET",), name="delivery")
thread.start()
thread.join()
"""
ENDING = SAYING + "fail('what is wrong with the settings')\n"


def run(program: str, format_: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": "", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", f"FORMAT, FORGED = {format_!r}, {FORGED!r}\n{program}"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def test_as_json_all_is_json_and_nothing_is_quoted() -> None:
    done = run(SAYING, "json")
    assert (done.returncode, done.stderr) == (0, "")
    lines: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert "SECRET" not in done.stdout
    by_logger = {line["logger"]: line for line in lines}
    assert by_logger["rasa.core.processor"]["event"] == "in line '…'"
    assert by_logger["channels.one_turn"]["event"] == "A turn failed: KeyError"
    assert by_logger["sanic.error"]["level"] == "error"
    assert "UserWarning: an intent '…'" in by_logger["py.warnings"]["event"]
    assert by_logger["stdout"]["event"] == "printed"
    assert by_logger["stderr"]["event"] == "printed as an error"
    assert by_logger["launch.logs"]["event"].startswith("A thread ended (delivery): builtins.ValueError at ")


def test_as_text_nothing_is_quoted_either() -> None:
    done = run(SAYING, "")
    output = done.stdout + done.stderr
    assert done.returncode == 0
    assert "SECRET" not in output
    assert "in line '…'" in output


def test_what_stops_a_process_says_why() -> None:
    done = run(ENDING, "json")
    last = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 1
    assert (last["level"], last["event"]) == ("critical", "ValueError: what is wrong with the settings")


@pytest.mark.parametrize("format_", ["json", "text"])
def test_no_text_from_outside_looks_like_a_line(format_: str) -> None:
    done = run(SAYING, format_)
    output = (done.stdout + done.stderr).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    lines = output.splitlines()
    assert output == "".join(f"{line}\n" for line in lines)
    assert not [line for line in lines if line.startswith(("2030", '{"event": "forged"'))]
    assert not set(output) & (set(FORGED) - set(map(chr, range(0x20, 0x7F))) - {"\n"})
    assert "x\\n2030-01-01" in output.replace("\\\\", "\\")
