"""A backup is made while users talk, and restored in a fresh copy of the project: their conversations go on there."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.looking import history
from tests.faults.watchers import User, present, talking
from tests.frozen.project import copy_project, frozen_project
from tests.running import running_assistant

pytestmark = pytest.mark.asyncio

EDITED = "hotline: '0531-12345678'"


def backup(project: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "launch.backup", *arguments], cwd=project, capture_output=True, text=True, timeout=120,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}"},
    )  # fmt: skip


def edited_project(folder: Path) -> Path:
    project = folder / "project"
    shutil.copytree(frozen_project(), project, symlinks=True)
    facts = project / "data/profile.yml"
    facts.write_text(facts.read_text(encoding="utf-8").replace('hotline: ""', EDITED), encoding="utf-8")
    return project


async def test_conversations_go_on_on_another_machine(tmp_path: Path) -> None:
    old, new, archive = tmp_path / "old", tmp_path / "new", tmp_path / "backup.tar.gz"
    old.mkdir()
    new.mkdir()
    project = edited_project(old)
    with running_assistant(old, project=project) as assistant:
        users = [User(f"kept{number}", assistant.url, number) for number in range(4)]
        async with present(users), talking(users):
            await asyncio.sleep(6)
            began = time.monotonic()
            made = await asyncio.to_thread(backup, project, old, "make", "--out", str(archive))
            await asyncio.sleep(2)
    assert (made.returncode, made.stderr) == (0, "")
    assert archive.stat().st_mode & 0o777 == 0o600

    fresh = new / "project"
    copy_project(fresh)
    refused = backup(fresh, new, "restore", "--from", str(archive))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "data/profile.yml" in refused.stderr
    assert "OVERWRITE=yes" in refused.stderr
    assert not (new / "conversations.db").exists()
    restored = backup(fresh, new, "restore", "--from", str(archive), "--overwrite")
    assert (restored.returncode, restored.stderr) == (0, "")
    assert EDITED in (fresh / "data/profile.yml").read_text(encoding="utf-8")

    with running_assistant(new, project=fresh) as assistant:
        for user in users:
            # The old key signs its session still, and all whose turn had ended before is there.
            there = await history(assistant.url, user.session or "")
            before = [message.id for message in user.messages if message.ended is not None and message.ended < began]
            assert before
            assert [one for one in before if one not in there] == []
