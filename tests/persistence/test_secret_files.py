"""Secrets in files, for every program that reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from persistence.secret_files import SecretUnreadable, read_secret_files
from tests.running import ROOT


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("k" * 40 + "\n")
    given = {"SESSION_SECRET_FILE": str(file), "DATABASE_URL_FILE": str(file), "DATABASE_URL": "sqlite://"}
    read_secret_files(given)
    assert given["SESSION_SECRET"] == "k" * 40
    assert given["DATABASE_URL"] == "sqlite://"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SecretUnreadable, match="REDIS_URL_FILE"):
        read_secret_files({"REDIS_URL_FILE": str(tmp_path / "none")})


COMMANDS = (["records", "expire"], ["channels.feedback"], ["channels.wechat", "sender", "o1"], ["launch", "train"])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_says_which_file_is_missing(command: list[str], tmp_path: Path) -> None:
    ended = run(command, DATABASE_URL_FILE=str(tmp_path / "none"))
    assert ended.returncode == 1
    assert "DATABASE_URL_FILE" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", [["records", "expire"], ["records", "export", "nobody"]], ids=" ".join)
def test_operators_look_into_the_assistants_database(command: list[str], tmp_path: Path) -> None:
    """One that is not there: another one, made anew, would hold nothing and do no harm, so it would seem."""
    (tmp_path / "url").write_text("postgresql://assistant:secret@127.0.0.1:1/assistant\n")
    ended = run(command, DATABASE_URL_FILE=str(tmp_path / "url"))
    assert ended.returncode == 1
    assert "数据库打不开" in ended.stderr
    assert "secret" not in ended.stderr


def run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT, env={**given, **environment}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
