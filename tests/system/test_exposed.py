"""What the running assistant shows to the network: its pages with their headers, none of Rasa's API, loopback only."""

import json
import re
from pathlib import Path

import aiohttp
import pytest

from tests.running import Running

# Rasa's own HTTP API (rasa run --enable-api): it reads and writes conversations, trains, and loads models.
API = [
    ("GET", "/status"),
    ("GET", "/version"),
    ("GET", "/domain"),
    ("PUT", "/model"),
    ("DELETE", "/model"),
    ("POST", "/model/train"),
    ("POST", "/model/parse"),
    ("POST", "/model/predict"),
    ("POST", "/model/test/stories"),
    ("POST", "/model/test/intents"),
    ("GET", "/conversations/web-0/tracker"),
    ("GET", "/conversations/web-0/story"),
    ("POST", "/conversations/web-0/messages"),
    ("POST", "/conversations/web-0/execute"),
    ("POST", "/conversations/web-0/predict"),
    ("POST", "/conversations/web-0/trigger_intent"),
    ("POST", "/conversations/web-0/tracker/events"),
    ("PUT", "/conversations/web-0/tracker/events"),
]
LOOPBACK = {"0100007F", "00000000000000000000000001000000"}
"""127.0.0.1 and ::1, as Linux lists them."""


@pytest.mark.parametrize(("method", "path"), API)
async def test_rasas_api_is_off(assistant: Running, method: str, path: str) -> None:
    async with aiohttp.ClientSession() as http, http.request(method, assistant.url + path, json={}) as answer:
        assert answer.status == 404


async def test_every_page_carries_the_headers(assistant: Running) -> None:
    async with aiohttp.ClientSession(assistant.url) as http:
        seen: set[str] = set()
        waiting = {"/", "/demo", "/widget.js", "/web/page.json"}
        while waiting:
            path = waiting.pop()
            seen.add(path)
            async with http.get(path, headers={"Origin": "https://evil.example"}) as answer:
                assert answer.status == 200, path
                body = await answer.text()
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy, path
                assert "script-src 'self';" in policy, path
                assert "frame-ancestors" in policy, path
                assert "unsafe" not in policy, path
                assert answer.headers["X-Content-Type-Options"] == "nosniff", path
                assert answer.headers["Referrer-Policy"] == "no-referrer", path
                # The launcher, and what it needs to say why it cannot open its window; neither says anything of a user.
                public = path in ("/widget.js", "/web/page.json")
                assert ("Access-Control-Allow-Origin" in answer.headers) is public, path
            if path in ("/", "/demo"):
                waiting |= {f"/{name}" for name in re.findall(r'(?:src|href)="\W*(web/[^"]+)"', body)} - seen
    assert len(seen) > 5


def test_all_processes_listen_on_loopback_only(assistant: Running) -> None:
    sockets = {inode for pid in family(assistant.pid) for inode in inodes(pid)}
    listening = {address for address, inode in listeners() if inode in sockets}
    assert len(listening) >= 2, "the web server and the action server"
    assert {address.partition(":")[0] for address in listening} <= LOOPBACK


def family(pid: int) -> list[int]:
    """The process and all that it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            found += family(int(child))
    return found


def inodes(pid: int) -> set[str]:
    links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
    return {link[len("socket:[") : -1] for link in links if link.startswith("socket:[")}


def listeners() -> list[tuple[str, str]]:
    """Address and inode of each listening socket of this machine."""
    lines = [line for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text("ascii").splitlines()[1:]]
    return [(columns[1], columns[9]) for columns in (line.split() for line in lines) if columns[3] == "0A"]


async def test_no_error_says_what_runs_here(assistant: Running) -> None:
    async with aiohttp.ClientSession(assistant.url) as http:
        for path in ("/none", "/web/none", "/web/..%2fcredentials.yml", "/webhooks/none/webhook", "/conversations"):
            async with http.get(path) as answer:
                text = json.dumps(dict(answer.headers)) + await answer.text()
                assert answer.status == 404, path
                assert "Traceback" not in text
                assert not re.search(r"(?i)rasa|sanic|python", text), text
