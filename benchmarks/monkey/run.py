"""Runs random browser sessions against a running assistant, and stops at the first fault.

    python -m benchmarks.monkey.run --minutes 30 --seed 1

Each episode is a visitor with two tabs and some dozens of actions, after which all has to be stored, answered and shown
once, without an error in the browser's console. At the first fault the episode's actions are printed, and its seed,
which does the same again (`--seed 1 --from 17 --minutes 0`). Of what the hand and the network do at the same moment
some remains chance.
"""

import argparse
import asyncio
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import sqlalchemy
from playwright.async_api import Browser, async_playwright
from sqlalchemy.pool import NullPool

from benchmarks.monkey.doing import Monkey
from benchmarks.monkey.ledger import Ledger, shown_faults, stored_faults
from benchmarks.monkey.tabs import Tab, Visitor
from tests.chromium import FLAGS, chromium
from tests.frozen.project import frozen_project
from tests.running import running_assistant
from tests.web.host_page import HostSite, host_site

ACTIONS = 60
LIMIT = "20 per 10 seconds"
SECONDS_TO_HEAR = 5.0


def project_for(folder: Path, origin: str) -> Path:
    """Copy the project into `folder`, with a page that `origin` may frame and a monkey's patience with haste."""
    shutil.copytree(frozen_project(), folder, symlinks=True)
    file = folder / "credentials.yml"
    text = file.read_text(encoding="utf-8").replace(LIMIT, "2000 per 10 seconds")
    file.write_text(text.replace("  folder: web", f'  folder: web\n  embed_origins: ["{origin}"]'), encoding="utf-8")
    return folder


def stored(database: str) -> dict[str, list[dict[str, object]]]:
    """Return all events by sender, in the order of writing."""
    engine = sqlalchemy.create_engine(database, poolclass=NullPool)
    events: dict[str, list[dict[str, object]]] = {}
    with engine.connect() as connection:
        for sender, data in connection.execute(sqlalchemy.text("SELECT sender_id, data FROM events ORDER BY id")):
            events.setdefault(sender, []).append(json.loads(data))
    return events


async def episode(browser: Browser, chance: random.Random, addresses: list[str], database: str) -> list[str]:
    """Return what is wrong, with what was done; nothing when all is well."""
    context = await browser.new_context(viewport={"width": 1000, "height": 760}, locale="zh-CN")
    visitor, ledger = (visitor := Visitor(context, Ledger())), visitor.ledger
    before, done = set(stored(database)), []
    kinds = chance.choice((("page", "page"), ("page", "demo"), ("host", "host"), ("page", "host"), ("demo", "demo")))
    await visitor.open(kinds, addresses)
    monkey = Monkey(visitor, chance)
    for _ in range(ACTIONS):
        done.append(f"{time.monotonic():.2f} {await monkey.act()}")
    await visitor.go_offline(False)
    wrong = await looked_at(visitor, ledger)
    mine = {sender: events for sender, events in stored(database).items() if sender not in before}
    wrong += stored_faults(ledger, mine) + [f"console: {text}" for text in visitor.complaints]
    await context.close()
    print(f"{kinds}: {len(ledger.ids)} messages, {len(ledger.ends)} ends, {len(wrong)} faults", flush=True)
    return [*done, *where(mine), *wrong] if wrong else []


def where(conversations: Mapping[str, Sequence[Mapping[str, object]]]) -> Iterator[str]:
    """Yield for each conversation what the user wrote in it, to see where a message went that a tab does not show."""
    for number, events in enumerate(conversations.values(), 1):
        texts = [str(event.get("text"))[:20] for event in events if event["event"] == "user"]
        yield f"conversation {number}: {texts}"


async def looked_at(visitor: Visitor, ledger: Ledger) -> list[str]:
    """Return what is wrong with the tabs once all is sent and answered, and after a reload of each."""
    wrong = []
    for again in (False, True):
        for tab in visitor.tabs:
            if again or tab.is_lost:
                await tab.go()
        # All of them first: what one tab still has to send the other cannot show.
        names = {tab: f"{tab.kind} {at}{' after a reload' if again else ''}" for at, tab in enumerate(visitor.tabs)}
        wrong += [
            f"{name} does not come to rest: {await tab.unrest()}" for tab, name in names.items() if not await tab.calm()
        ]
        for tab, name in names.items():
            wrong += await shown_wrong(tab, name, ledger)
    return wrong


async def shown_wrong(tab: Tab, name: str, ledger: Ledger) -> list[str]:
    """Return what is wrong with the messages of a tab, which hears of the other tab's a moment later."""
    until = time.monotonic() + SECONDS_TO_HEAR
    while (wrong := shown_faults(name, await tab.shown(), ledger.marks(tab.place))) and time.monotonic() < until:
        await tab.page.wait_for_timeout(200)
    return wrong


async def let_loose(seed: int, first: int, minutes: float, url: str, site: HostSite, database: str) -> int:
    site.html = (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>平台</title>'
        f'<script src="{url}/widget.js" defer></script></head><body><h1>平台</h1><p>文字</p></body></html>'
    )
    until, number = time.monotonic() + 60 * minutes, first
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        while number == first or time.monotonic() < until:
            wrong = await episode(
                browser, random.Random(f"{seed}-{number}"), [f"{url}/", f"{url}/demo", f"{site.url}/"], database
            )
            if wrong:
                print(*wrong, f"seed {seed}, episode {number}", sep="\n", flush=True)
                return 1
            number += 1
        await browser.close()
    print(f"seed {seed}: {number - first} episodes of {ACTIONS} actions, nothing wrong", flush=True)
    return 0


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=1, dest="first", help="number of the first episode")
    parser.add_argument("--minutes", type=float, default=30.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with host_site() as site:
            project = project_for(folder / "project", site.url)
            with running_assistant(folder, project=project) as assistant:
                database = f"sqlite:///{folder / 'conversations.db'}"
                return await let_loose(options.seed, options.first, options.minutes, assistant.url, site, database)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
