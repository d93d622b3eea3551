"""Publishes in a row while users talk, and times the preview of many messages.

    python -m benchmarks.load.publications [--of server cluster] [--users 20] [--publications 10] [--messages 2000]

First with one server, then in a cluster. Writes docs/benchmarks/publications.md. Each publication changes one answer's
words and title, and users ask for it on and on. An answer counts as mixed where words and title are of two editions, as
another where it has no edition, as lost where none came. At the end messages are put into the database of the one
server, and one more publication compares both models.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.load.publications_report import CLUSTER, SERVER, Measured, Published, page, section
from benchmarks.understanding.questions import load
from converter.__main__ import main as convert
from launch.environment import LOOPBACK
from launch.ports import free_port
from persistence.database import Database
from persistence.tables import events
from tests.cluster import served_cluster
from tests.frozen.project import frozen_project
from tests.page_user import PAUSE as PAUSE_ON_THE_PAGE
from tests.page_user import PageUser
from tests.rest_talking import rest_talk
from tests.running import LIMIT, ROOT, running_assistant

INSTITUTION = ROOT / "benchmarks/understanding/institutions/library"
PAGE = ROOT / "docs/benchmarks/publications.md"
SECTIONS = ROOT / "var/bench/publications"
"""The page's sections, so that one part can be measured anew."""

Talk = Callable[[asyncio.Event, Measured], Awaitable[None]]
"""A user who talks until the event."""

QUESTION, WORDS, TITLE = "押金怎么退", "原路退回", "押金怎么退"
"""A question of the FAQ: every model that goes out answers it. Of another one, the next may be less sure."""
IN_A_CONVERSATION, PAUSE, PATIENCE = 10, 0.5, 30.0
"""Messages of a conversation; seconds between them; seconds after which an answer counts as lost."""

QUIET = 30.0
"""Seconds in which users talk before the first publication."""

LONGEST = 900
"""Seconds for one publication."""


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.publications", description=__doc__)
    parser.add_argument("--of", nargs="+", choices=PARTS, default=[*PARTS], help="what is measured anew")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--publications", type=int, default=10)
    parser.add_argument("--messages", type=int, default=2_000)
    args = parser.parse_args(argv)
    SECTIONS.mkdir(parents=True, exist_ok=True)
    for part in args.of:
        with tempfile.TemporaryDirectory(prefix="publications-") as name:
            measured = PARTS[part](Path(name), args)
        (SECTIONS / f"{part}.md").write_text(section(part, measured, args.users), encoding="utf-8")
    files = [SECTIONS / f"{part}.md" for part in PARTS]
    PAGE.write_text(page([file.read_text(encoding="utf-8") for file in files if file.is_file()]), encoding="utf-8")


def _library(folder: Path) -> Path:
    content = folder / "library"
    convert(["new", "--content", str(content), "--faq", str(INSTITUTION / "faq.txt")])
    shutil.copyfile(INSTITUTION / "profile.yml", content / "profile.yml")
    edit(content, 0)
    return content


def _of_server(folder: Path, args: argparse.Namespace) -> Measured:
    content = _library(folder)
    more = {"CONTENT": str(content), "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}"}
    with running_assistant(folder, more) as running:
        talk = partial(_rest_user, running.url)
        return asyncio.run(_while_users_talk(talk, content, partial(_publication, more), args, more["DATABASE_URL"]))


def _of_cluster(folder: Path, args: argparse.Namespace) -> Measured:
    content, at, port = _library(folder), folder / "cluster", free_port()
    more = {"CONTENT": str(content), "WEBCHAT_ADDRESS_LIMIT": LIMIT}
    with served_cluster(at, port, frozen_project(), more):
        talk = partial(_page_user, f"http://{LOOPBACK}:{port}")
        publish = partial(_publication, more, "--folder", str(at))
        return asyncio.run(_while_users_talk(talk, content, publish, args))


PARTS: Mapping[str, Callable[[Path, argparse.Namespace], Measured]] = {SERVER: _of_server, CLUSTER: _of_cluster}


def edit(content: Path, number: int) -> None:
    """Give the answer and its title the number of an edition."""
    for name, old, new in (
        ("source/faq.txt", rf"{WORDS}(（第\d+版）)?", f"{WORDS}（第{number}版）"),
        ("source/catalog.yml", rf"title: {TITLE}\d*", f"title: {TITLE}{number}"),
    ):
        file = content / name
        file.write_text(re.sub(old, new, file.read_text(encoding="utf-8")), encoding="utf-8")


async def _while_users_talk(
    talk: Talk, content: Path, publish: Callable[[int], Published], args: argparse.Namespace, database: str = ""
) -> Measured:
    """`database`: gets messages before a last publication; empty: there is no such publication."""
    ended, measured = asyncio.Event(), Measured()
    talking = [asyncio.ensure_future(talk(ended, measured)) for _ in range(args.users)]
    try:
        await asyncio.sleep(QUIET)
        measured.begin()
        for number in range(1, args.publications + 1 + bool(database)):
            if number > args.publications:
                print(measured.now.summary(), flush=True)
                measured.begin()
                write_messages(database, args.messages)
            edit(content, number)
            measured.done.append(await asyncio.to_thread(publish, number))
        print(measured.now.summary(), flush=True)
    finally:
        ended.set()
        await asyncio.gather(*talking)
    return measured


async def _rest_user(url: str, ended: asyncio.Event, measured: Measured) -> None:
    while not ended.is_set():
        async with rest_talk(url) as talk:
            for _ in range(IN_A_CONVERSATION):
                await _ask(talk.say, measured)
                await asyncio.sleep(PAUSE)


async def _page_user(url: str, ended: asyncio.Event, measured: Measured) -> None:
    user = PageUser(url, patience=PATIENCE)
    try:
        while not ended.is_set():
            await _ask(user.ask_surely, measured)
            await asyncio.sleep(PAUSE_ON_THE_PAGE)
    finally:
        await user.leave()


async def _ask(say: Callable[[str], Awaitable[list[dict[str, Any]]]], measured: Measured) -> None:
    before = time.perf_counter()
    try:
        messages = await asyncio.wait_for(say(QUESTION), PATIENCE)
    except (asyncio.TimeoutError, OSError, AssertionError):
        messages = []
    texts = [(str(message["text"]), str(message["metadata"].get("title"))) for message in messages]
    measured.now.note(time.perf_counter() - before, texts, WORDS, TITLE)


def _publication(more: Mapping[str, str], *arguments: Any) -> Published:
    """Publish, and note when each line came. The last of `arguments` is its number."""
    *options, number = arguments
    started = time.monotonic()
    publishing = subprocess.Popen(
        [sys.executable, "-m", "launch", "publish", "--yes", *options],
        cwd=frozen_project(), env={**os.environ, **more}, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    ends_it = threading.Timer(LONGEST, publishing.kill)
    ends_it.start()
    try:
        lines = [(time.monotonic() - started, line) for line in publishing.stdout or ()]
        code = publishing.wait()
    finally:
        ends_it.cancel()
    done = Published.of(lines, time.monotonic() - started, code)
    print(f"publication {number}: {done}", flush=True)
    return done


def write_messages(url: str, count: int) -> None:
    """Put different messages of users into the database."""
    now = time.time()
    rows = [_row(text, now - at) for at, text in zip(range(count), _texts(), strict=False)]
    database = Database(url, pooled=False)
    with database.begin() as connection:
        connection.execute(events.insert(), rows)
    database.close()


def _texts() -> Iterator[str]:
    """Yield held-out questions, then the same again with a word in front, until nobody wants more."""
    for before in ("", "请问", "我想问", "老师", "那个", "你们这里"):
        for name in ("independent", "fresh", "real", "answers"):
            yield from (before + question.text for question in load(name))


def _row(text: str, at: float) -> dict[str, object]:
    data = json.dumps({"event": "user", "timestamp": at, "text": text, "parse_data": {}}, ensure_ascii=False)
    return {"sender_id": f"user-{at}", "type_name": "user", "timestamp": at, "data": data}


if __name__ == "__main__":
    main()
