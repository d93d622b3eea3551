"""Secrets in files, for every program that reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from settings.common import StoredData
from settings.processes import RasaServer
from settings.reading import SettingsRefused, is_secret, variable_of
from tests.environment import read_from
from tests.running import ROOT

SECRETS = [variable_of(field) for field in RasaServer.__fields__.values() if is_secret(field)]


def test_these_are_secrets() -> None:
    assert sorted(SECRETS) == [
        "DATABASE_URL", "HANDOFF_WEBHOOK_SECRET", "REDIS_URL", "SESSION_SECRET", "WEBCHAT_JWT_KEY",
        "WECHAT_APP_ID", "WECHAT_APP_SECRET", "WECHAT_ENCODING_AES_KEY", "WECHAT_TOKEN",
    ]  # fmt: skip


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    key = "9c1f7ab24e60d83b5a7e12f4c86d09b3"
    file.write_text(f"{key}\n")
    files = {"SESSION_SECRET_FILE": str(file), "DATABASE_URL_FILE": str(file)}
    settings = read_from(RasaServer, {**files, "DATABASE_URL": "sqlite://", "REDIS_URL": " "})
    assert settings.session_key == key
    assert (settings.database, settings.redis) == ("sqlite://", None)


@pytest.mark.parametrize("name", SECRETS)
def test_a_file_that_is_not_there(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match=f"{name}_FILE.*例如"):
        read_from(RasaServer, {f"{name}_FILE": str(tmp_path / "none")})


def test_a_file_of_bytes(tmp_path: Path) -> None:
    (tmp_path / "url").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsRefused, match="DATABASE_URL_FILE"):
        read_from(StoredData, {"DATABASE_URL_FILE": str(tmp_path / "url")})


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
    variables = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT, env={**variables, **environment}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
