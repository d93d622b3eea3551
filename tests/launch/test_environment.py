"""Defaults give way to what the surroundings say; a folder for conversations is there."""

import os
import re
from pathlib import Path

import pytest

from launch import environment


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in environment.defaults():
        # Set before it is removed, so that its absence is undone as well.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_rasa_finds_all_it_reads(tmp_path: Path) -> None:
    environment.prepare(tmp_path)
    assert os.environ["ACTION_ENDPOINT_URL"] == "http://127.0.0.1:5055/webhook"
    assert os.environ["DATABASE_URL"] == "sqlite:///var/conversations.db"
    assert (tmp_path / "var").is_dir()
    assert Path.cwd() == tmp_path


def test_the_folder_for_conversations_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir(mode=0o755)
    files = [
        tmp_path / "var" / name for name in ("conversations.db", "conversations.db-wal", "session.key", "actions.log")
    ]
    for file in files:
        file.touch(0o644)
    environment.prepare(tmp_path)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_a_clusters_programs_pass_through_it(tmp_path: Path) -> None:
    """Root's PostgreSQL and nginx run as users of their own."""
    (tmp_path / "var/cluster").mkdir(parents=True)
    environment.prepare(tmp_path)
    assert (tmp_path / "var").stat().st_mode & 0o777 == (0o711 if os.geteuid() == 0 else 0o700)


def test_nothing_leaves_or_enters_the_machine(tmp_path: Path) -> None:
    environment.prepare(tmp_path)
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"
    assert os.environ["SANIC_HOST"] == "127.0.0.1"


def test_the_surroundings_have_the_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = "postgresql://database.example/assistant"
    monkeypatch.setenv("DATABASE_URL", elsewhere)
    environment.prepare(tmp_path)
    environment.prepare(tmp_path)
    assert os.environ["DATABASE_URL"] == elsewhere


def test_it_names_every_variable_of_the_endpoints() -> None:
    named = re.findall(r"\$\{(\w+)\}", (environment.ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    assert named
    assert set(named) <= set(environment.defaults())
