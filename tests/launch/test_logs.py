"""How a process writes its log, in either format."""

import inspect
import json
import subprocess
import sys
from importlib.metadata import version
from typing import Any

import pytest
import rasa.__main__
import rasa.utils.io
import rasa_sdk.__main__
import rasa_sdk.utils

from launch.logs import FormatUnknown, is_json
from tests.running import ROOT

SAYING = """
import logging, sys, threading, warnings
from launch import logs
logs.begin()
logging.getLogger("rasa.core.processor").error("in line '%s'", "SECRET")
logging.getLogger("channels.one_turn").error("A turn failed: %s", "KeyError")
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
    environment = {"LOG_FORMAT": format_, "PATH": "", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", program]
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
    said = done.stdout + done.stderr
    assert done.returncode == 0
    assert "SECRET" not in said
    assert "in line '…'" in said


def test_what_stops_a_process_says_why() -> None:
    done = run(ENDING, "json")
    last = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 1
    assert (last["level"], last["event"]) == ("critical", "ValueError: what is wrong with the settings")


def test_an_unknown_format_is_one_sentence() -> None:
    done = run(SAYING, "yaml")
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert "LOG_FORMAT" in sentence
    with pytest.raises(FormatUnknown, match="yaml"):
        is_json({"LOG_FORMAT": "yaml"})


@pytest.mark.parametrize(("package", "number"), [("rasa", "3.6.21"), ("rasa-sdk", "3.6.2")])
def test_it_replaces_what_these_versions_call(package: str, number: str) -> None:
    assert version(package) == number


def test_both_set_up_their_handlers_by_the_function_that_is_replaced() -> None:
    assert "rasa.utils.io.configure_colored_logging(log_level)" in inspect.getsource(rasa.__main__.main)
    assert "utils.configure_colored_logging(args.loglevel)" in inspect.getsource(rasa_sdk.__main__.main_from_args)
    assert list(inspect.signature(rasa.utils.io.configure_colored_logging).parameters) == ["loglevel"]
    assert list(inspect.signature(rasa_sdk.utils.configure_colored_logging).parameters) == ["loglevel"]
