"""Collects all that is stored or sent: files, tables, exports, metrics, what commands print, the desk's answers."""

import json
import os
import subprocess
import sys
from typing import Any

import httpx
import sqlalchemy

from launch.publish.preview.messages import recent_messages
from owner.live import answer_ids
from persistence.engine import engine
from persistence.privacy import person
from tests.frozen.project import frozen_project
from tests.running import Running

COMMANDS = {"unanswered": ["-m", "unanswered"], "feedback": ["-m", "channels.feedback"]}
LOOKED_AT = 200
"""Conversations that are opened at the desk."""


def dump(running: Running, agent: httpx.Client | None) -> dict[str, bytes]:
    """Return everything, by where it stands. `agent`: an administrator at the built-in desk."""
    url = f"sqlite:///{running.folder / 'conversations.db'}"
    files = {path.name: path.read_bytes() for path in running.folder.iterdir() if path.is_file()}
    files |= _tables(url)
    files["metrics"] = httpx.get(f"{running.url}/metrics", timeout=60).content
    files["publish preview"] = _text(recent_messages(url, frozenset(), answer_ids()))
    for name, command in COMMANDS.items():
        files[f"make {name}"] = _printed(command, url)
    page = frozen_project() / "var/unanswered.html"
    if page.is_file():
        files["unanswered.html"] = page.read_bytes()
    return {**files, **(_desk(agent) if agent else {})}


def _tables(url: str) -> dict[str, bytes]:
    """Return the rows of each table, and the exports of all users together."""
    at = engine(url, pooled=False)
    outputs: dict[str, bytes] = {}
    with at.connect() as connection:
        for name in sqlalchemy.inspect(at).get_table_names():
            rows = connection.execute(sqlalchemy.text(f'SELECT * FROM "{name}"')).mappings().all()
            outputs[f"table {name}"] = _text([{key: _plain(value) for key, value in row.items()} for row in rows])
        senders = connection.execute(sqlalchemy.text("SELECT DISTINCT sender_id FROM events")).scalars().all()
        outputs["exports"] = _text([person.export(connection, [sender]) for sender in senders])
    at.dispose()
    return outputs


def _plain(value: Any) -> Any:
    """Return a column with its JSON read: what is escaped there reads as it was typed."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _printed(command: list[str], url: str) -> bytes:
    variables = {**os.environ, "DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, *command], cwd=frozen_project(), env=variables, capture_output=True, timeout=900
    )
    return done.stdout + done.stderr


def _desk(agent: httpx.Client) -> dict[str, bytes]:
    """Return what the desk answers, but for a look at a form, which is what a form is for."""
    lists = [agent.get("/api/tickets", params={"box": box}).json() for box in ("waiting", "mine", "all", "closed")]
    ids = list(dict.fromkeys(ticket["id"] for page in lists for ticket in page["tickets"]))[:LOOKED_AT]
    return {
        "desk lists": _text(lists),
        "desk conversations": _text([agent.get(f"/api/tickets/{id_}").json() for id_ in ids]),
        "desk audit": agent.get("/api/audit").content,
        "desk figures": agent.get("/api/figures").content,
    }


def _text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode()
