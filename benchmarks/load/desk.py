"""The agents' desk under load: users who write, agents who answer, and each process killed once.

    python -m benchmarks.load.desk --users 200 --agents 5 --seconds 60

Writes docs/benchmarks/desk.md. All processes are those of `make run` with SQLite; users and agents are clients of it.
"""

import argparse
import asyncio
import json
import math
import os
import re
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import aiohttp
from sqlalchemy import func, select

from benchmarks.load.desk_clock import Way
from benchmarks.load.desk_people import Agent, Talker, talking
from benchmarks.load.desk_report import Found, Size, report
from benchmarks.load.users import many_at_once
from console.accounts.sessions import Sessions
from launch.ports import free_port
from persistence.tables import desk_outbox, events
from tests.persistence.helpdesk.desk import TestDesk
from tests.running import ROOT, Running, running_assistant

REPORT = ROOT / "docs/benchmarks/desk.md"
PROCESSES = ("人工接待", "Rasa 服务", "动作服务")
APART = 15.0
"""Seconds between two kills."""

PATIENCE = 180.0
AT_ONCE = 10


async def measure(running: Running, console: str, desk: TestDesk, size: Size) -> Found:
    found, done = Found(), asyncio.Event()
    sessions = Sessions(desk.database)
    for number in range(size.agents):
        # Enough for most users; the others wait.
        desk.agent(f"agent{number}", most=max(1, size.users // size.agents - 2), seen=time.time() + 1e6)
    async with aiohttp.ClientSession() as http:
        tokens = [sessions.begin(f"agent{number}", time.time()) for number in range(size.agents)]
        staff = [Agent(http, console, token, number) for number, token in enumerate(tokens)]
        talkers = [Talker(running.url) for _ in range(size.users)]
        with many_at_once():
            await _come(talkers)
            await asyncio.gather(*(one.take_all() for one in staff))
            await _delivered(desk)
            tasks = [asyncio.create_task(talking(one, at / size.users, done)) for at, one in enumerate(talkers)]
            tasks += [asyncio.create_task(one.keep(done)) for one in talkers]
            tasks += [asyncio.create_task(one.talk(at / size.agents, done)) for at, one in enumerate(staff)]
            await found.clock.run(size.seconds, {name: _pid(running, name) for name in PROCESSES})
            calm = time.time() if size.killed else math.inf
            await _kill_each(running, http, size)
            done.set()
            await asyncio.gather(*tasks)
            await _delivered(desk)
            for first in range(0, len(talkers), AT_ONCE):
                await asyncio.gather(*(one.look() for one in talkers[first : first + AT_ONCE]))
        _times(found, desk, staff, talkers, calm)
        _compare(found, desk, staff, talkers)
        for one in talkers:
            await one.leave()
    return found


async def _kill_each(running: Running, http: aiohttp.ClientSession, size: Size) -> None:
    for name in size.killed:
        os.kill(_pid(running, name), signal.SIGKILL)
        await asyncio.sleep(size.apart)
        await _back(http, f"{running.url}/readyz")


async def _come(talkers: list[Talker]) -> None:
    """All ask for a person, a few at once."""
    for first in range(0, len(talkers), AT_ONCE):
        await asyncio.gather(*(one.ask("转人工") for one in talkers[first : first + AT_ONCE]))


def _pid(running: Running, name: str) -> int:
    return int(re.findall(rf"{name}\S* 已启动（进程 (\d+)）", running.log)[-1])


async def _back(http: aiohttp.ClientSession, page: str) -> None:
    """Wait until the assistant answers again."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(aiohttp.ClientError, OSError):
            async with http.get(page) as answer:
                if answer.status == 200:
                    return
        await asyncio.sleep(0.5)


async def _delivered(desk: TestDesk) -> None:
    pending = select(func.count()).select_from(desk_outbox).where(desk_outbox.c.state == "pending")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with desk.database.begin() as connection:
            if not connection.execute(pending).scalar():
                return
        await asyncio.sleep(0.2)


def _times(found: Found, desk: TestDesk, staff: list[Agent], talkers: list[Talker], calm: float) -> None:
    """`calm`: until when nothing was killed."""
    arrived = {text: at for one in talkers for text, at in one.arrived.items()}
    kept, said = _between(desk)
    for one in staff:
        for text, sent in one.sent.items():
            if text not in arrived or text not in said:
                found.unseen += 1
                continue
            way = Way(kept[text] - sent, said[text] - kept[text], arrived[text] - said[text])
            # What was sent last may have met the first kill.
            (found.calm if arrived[text] < calm or sent < calm - 5 else found.faulty).append(way)


def _between(desk: TestDesk) -> tuple[dict[str, float], dict[str, float]]:
    """Return when the desk kept each line of an agent, and when the Rasa server said it."""
    with desk.database.begin() as connection:
        rows = connection.execute(select(desk_outbox).where(desk_outbox.c.kind == "message")).all()
        bots = connection.execute(select(events).where(events.c.type_name == "bot")).all()
    kept = {str(json.loads(row.body)["text"]): float(row.at) for row in rows}
    said = {str(json.loads(row.data).get("text") or ""): float(row.timestamp) for row in bots}
    return kept, said


def _compare(found: Found, desk: TestDesk, staff: list[Agent], talkers: list[Talker]) -> None:
    """Lay what was said beside what is stored."""
    stored: dict[str, list[str]] = {"bot": [], "user": []}
    per_conversation: dict[str, list[str]] = {}
    with desk.database.begin() as connection:
        rows = connection.execute(select(events).where(events.c.type_name.in_(stored)).order_by(events.c.id)).all()
    for row in rows:
        text = str(json.loads(row.data).get("text") or "")
        stored[row.type_name].append(text)
        if row.type_name == "bot" and text.startswith("坐席"):
            per_conversation.setdefault(row.sender_id, []).append(text)
    said = [text for one in staff for text in one.sent]
    kept = [text for texts in per_conversation.values() for text in texts]
    found.said, found.lost, found.doubled = len(said), len(set(said) - set(kept)), len(kept) - len(set(kept))
    number = {text: int(text.rpartition(" ")[2]) for text in kept}
    found.shuffled = sum(texts != sorted(texts, key=number.__getitem__) for texts in per_conversation.values())
    asked = [text for one in talkers for text in one.asked if text != "转人工"]
    of_users = [text for text in stored["user"] if text.startswith("用户")]
    found.asked, found.lost_of_users = len(asked), len(set(asked) - set(of_users))
    found.doubled_of_users = len(of_users) - len(set(of_users))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("users", 200), ("agents", 5), ("seconds", 60)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--calm", action="store_true", help="kill nothing")
    asked = parser.parse_args()
    size = Size(asked.users, asked.agents, asked.seconds, () if asked.calm else PROCESSES, APART)
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        key = "a key of this measurement, of a length"
        more = {"CONSOLE": "on", "CONSOLE_PORT": str(port), "SESSION_SECRET": key}
        more |= {"WEBCHAT_ADDRESS_LIMIT": "100000 per 1 second"}
        with running_assistant(Path(folder), more) as running:
            desk = TestDesk(f"sqlite:///{running.folder / 'conversations.db'}")
            found = asyncio.run(measure(running, f"http://127.0.0.1:{port}", desk, size))
    text = report(found, size)
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
