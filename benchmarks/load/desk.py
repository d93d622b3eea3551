"""The agents' desk under load: users who write, agents who answer, and each process killed once.

    python -m benchmarks.load.desk --users 200 --agents 5 --seconds 60

Writes docs/benchmarks/desk.md. All processes are those of `make run` with SQLite; users and agents are clients of it.
"""

import argparse
import asyncio
import json
import math
import os
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
from benchmarks.load.desk_report import DeskFigures, Size, report
from benchmarks.load.processes import pid_of
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


async def measure(running: Running, console: str, desk: TestDesk, size: Size) -> DeskFigures:
    measured, done = DeskFigures(), asyncio.Event()
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
            await asyncio.gather(*(agent.take_all() for agent in staff))
            await _delivered(desk)
            tasks = [asyncio.create_task(talking(talker, at / size.users, done)) for at, talker in enumerate(talkers)]
            tasks += [asyncio.create_task(talker.keep(done)) for talker in talkers]
            tasks += [asyncio.create_task(agent.talk(at / size.agents, done)) for at, agent in enumerate(staff)]
            await measured.clock.run(size.seconds, {name: pid_of(name, running.log) for name in PROCESSES})
            calm = time.time() if size.killed else math.inf
            await _kill_each(running, http, size)
            done.set()
            await asyncio.gather(*tasks)
            await _delivered(desk)
            for first in range(0, len(talkers), AT_ONCE):
                await asyncio.gather(*(talker.look() for talker in talkers[first : first + AT_ONCE]))
        _times(measured, desk, staff, talkers, calm)
        _compare(measured, desk, staff, talkers)
        for talker in talkers:
            await talker.leave()
    return measured


async def _kill_each(running: Running, http: aiohttp.ClientSession, size: Size) -> None:
    for name in size.killed:
        os.kill(pid_of(name, running.log), signal.SIGKILL)
        await asyncio.sleep(size.apart)
        await _back(http, f"{running.url}/readyz")


async def _come(talkers: list[Talker]) -> None:
    """All ask for a person, a few at once."""
    for first in range(0, len(talkers), AT_ONCE):
        await asyncio.gather(*(talker.ask("转人工") for talker in talkers[first : first + AT_ONCE]))


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


def _times(measured: DeskFigures, desk: TestDesk, staff: list[Agent], talkers: list[Talker], calm: float) -> None:
    """`calm`: until when nothing was killed."""
    arrived = {text: at for talker in talkers for text, at in talker.arrived.items()}
    stored_at, said_at = _between(desk)
    for agent in staff:
        for text, sent in agent.sent.items():
            if text not in arrived or text not in said_at:
                measured.unseen += 1
                continue
            way = Way(stored_at[text] - sent, said_at[text] - stored_at[text], arrived[text] - said_at[text])
            # What was sent last may have met the first kill.
            (measured.calm if arrived[text] < calm or sent < calm - 5 else measured.faulty).append(way)


def _between(desk: TestDesk) -> tuple[dict[str, float], dict[str, float]]:
    """Return when the desk kept each line of an agent, and when the Rasa server said it."""
    with desk.database.begin() as connection:
        rows = connection.execute(select(desk_outbox).where(desk_outbox.c.kind == "message")).all()
        bots = connection.execute(select(events).where(events.c.type_name == "bot")).all()
    stored_at = {str(json.loads(row.body)["text"]): float(row.at) for row in rows}
    said_at = {str(json.loads(row.data).get("text") or ""): float(row.timestamp) for row in bots}
    return stored_at, said_at


def _compare(measured: DeskFigures, desk: TestDesk, staff: list[Agent], talkers: list[Talker]) -> None:
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
    sent = [text for agent in staff for text in agent.sent]
    in_table = [text for texts in per_conversation.values() for text in texts]
    measured.sent, measured.lost, measured.doubled = (
        len(sent),
        len(set(sent) - set(in_table)),
        len(in_table) - len(set(in_table)),
    )
    number = {text: int(text.rpartition(" ")[2]) for text in in_table}
    measured.shuffled = sum(texts != sorted(texts, key=number.__getitem__) for texts in per_conversation.values())
    questions = [text for talker in talkers for text in talker.asked if text != "转人工"]
    of_users = [text for text in stored["user"] if text.startswith("用户")]
    measured.questions, measured.lost_of_users = len(questions), len(set(questions) - set(of_users))
    measured.doubled_of_users = len(of_users) - len(set(of_users))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("users", 200), ("agents", 5), ("seconds", 60)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--calm", action="store_true", help="kill nothing")
    options = parser.parse_args()
    size = Size(options.users, options.agents, options.seconds, () if options.calm else PROCESSES, APART)
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        key = "a key of this measurement, of a length"
        more = {"CONSOLE": "on", "CONSOLE_PORT": str(port), "SESSION_SECRET": key}
        more |= {"WEBCHAT_ADDRESS_LIMIT": "100000 per 1 second"}
        with running_assistant(Path(folder), more) as running:
            desk = TestDesk(f"sqlite:///{running.folder / 'conversations.db'}")
            measured = asyncio.run(measure(running, f"http://127.0.0.1:{port}", desk, size))
    text = report(measured, size)
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    return 1 if measured.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
