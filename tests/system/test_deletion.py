"""Deleting somebody's data while they are talking: what was said before does not come back, whatever they say next."""

import json
import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from persistence.engine import engine
from tests.running import ROOT, Running
from tests.socket_client import client


def records(assistant: Running, *words: str) -> str:
    """Run the operator's command beside the running assistant; returns what it prints."""
    environment = {**os.environ, "DATABASE_URL": database(assistant)}
    done = subprocess.run(
        [sys.executable, "-m", "records", *words], cwd=ROOT, env=environment, capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def database(assistant: Running) -> str:
    return f"sqlite:///{assistant.folder / 'conversations.db'}"


def kept_of(assistant: Running, sender: str) -> list[str]:
    at = engine(database(assistant))
    with at.connect() as connection:
        rows = connection.execute(text("SELECT data FROM events WHERE sender_id = :sender"), {"sender": sender})
        found = [str(data) for data in rows.scalars()]
    at.dispose()
    return found


def in_files(folder: Path, name: str) -> bool:
    return any(name.encode() in file.read_bytes() for file in folder.glob("conversations.db*"))


async def test_deleted_in_the_middle_of_a_conversation(assistant: Running) -> None:
    async with client(assistant.url) as user:
        session = await user.session()
        sender = f"web-{session.partition('.')[0]}"
        await user.ask("我是单位管理员")
        first = await user.ask("忘记密码怎么办")
        assert first["metadata"]["outcome"] == "answer"
        data = json.loads(records(assistant, "export", sender))
        assert [line["text"] for line in data["messages"] if line["who"] == "user"] == [
            "我是单位管理员",
            "忘记密码怎么办",
        ]
        assert "已删除" in records(assistant, "delete", sender, "--yes")
        assert kept_of(assistant, sender) == []
        assert not in_files(assistant.folder, sender)
        # Whose password it is was said before, and is not known any more.
        again = await user.ask("忘记密码怎么办")
        assert again["metadata"]["outcome"] == "ask"
        history = await user.history()
        assert [message["text"] for message in history if message["sender"] == "user"] == ["忘记密码怎么办"]
    kept = "".join(kept_of(assistant, sender))
    assert json.dumps("忘记密码怎么办") in kept
    assert json.dumps("我是单位管理员")[1:-1] not in kept


async def test_expiry_leaves_those_who_are_talking_alone(assistant: Running) -> None:
    async with client(assistant.url) as user:
        session = await user.session()
        await user.ask("我是单位管理员")
        assert records(assistant, "expire", "--days", "1").startswith("已匿名化 1 天以前的：0 个对话")
        assert (await user.ask("忘记密码怎么办"))["metadata"]["outcome"] == "answer"
        assert len(kept_of(assistant, f"web-{session.partition('.')[0]}")) > 0
