"""The functions that are replaced are those that these versions call."""

import inspect
from importlib.metadata import version

import pytest
import rasa.__main__
import rasa.utils.io
import rasa_sdk.__main__
import rasa_sdk.utils

from launch.rasa_patches import logs
from observability import json_lines


@pytest.mark.parametrize(("package", "number"), [("rasa", "3.6.21"), ("rasa-sdk", "3.6.2")])
def test_it_replaces_what_these_versions_call(package: str, number: str) -> None:
    assert version(package) == number


def test_both_set_up_their_handlers_by_the_function_that_is_replaced() -> None:
    assert "rasa.utils.io.configure_colored_logging(log_level)" in inspect.getsource(rasa.__main__.main)
    assert "utils.configure_colored_logging(args.loglevel)" in inspect.getsource(rasa_sdk.__main__.main_from_args)
    assert list(inspect.signature(rasa.utils.io.configure_colored_logging).parameters) == ["loglevel"]
    assert list(inspect.signature(rasa_sdk.utils.configure_colored_logging).parameters) == ["loglevel"]


@pytest.mark.parametrize(("asked", "level"), [(None, "WARNING"), (10, 10), ("ERROR", "ERROR")])
def test_the_command_line_comes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, asked: int | str | None, level: int | str
) -> None:
    installed: list[int | str] = []
    monkeypatch.setattr(logs, "writes_json", lambda: True)
    monkeypatch.setattr(logs, "install", installed.append)
    for owner, replace in ((rasa.utils.io, logs.rasa_logs), (rasa_sdk.utils, logs.sdk_logs)):
        monkeypatch.setattr(owner, "configure_colored_logging", owner.configure_colored_logging)
        replace("WARNING")
        owner.configure_colored_logging(asked)
    assert installed == [level, level]


def test_for_people_rasas_own_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rasa.utils.io.configure_colored_logging
    assert not json_lines.writes_json()
    logs.rasa_logs("INFO")
    assert rasa.utils.io.configure_colored_logging is before
