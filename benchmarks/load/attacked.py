"""How long users wait for their answers while somebody else sends what is meant to stop the assistant.

    python -m benchmarks.load.attacked

Writes docs/benchmarks/attacked.md. Ten users ask a question a second each; the attacker, a process with three
connections or ten, has addresses of its own, as behind a proxy. The limits are those of the shipped settings.
"""

import argparse
import asyncio
import itertools
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.load.attacks import ATTACKS, run
from benchmarks.load.measures import SLOWEST
from benchmarks.load.processes import cpu, memory, pid_of
from benchmarks.load.turns import percentile
from launch.ports import free_port
from settings.processes import ADDRESS_LIMIT
from tests.faults.watchers import QUESTIONS
from tests.page_user import PageUser
from tests.running import ROOT, running_assistant

REPORT = ROOT / "docs/benchmarks/attacked.md"
USERS, BETWEEN, NOBODY = 10, 1.0, "nobody attacks"


BUSY, PATIENCE = 0.2, 120.0
"""The share of a core above which the server still works on what it was sent; seconds to wait for its end."""


class Waits(NamedTuple):
    """Milliseconds from a question to the end of its turn; `memory`: MB of the server's process once it is at rest."""

    turns: int
    p50: float
    p95: float
    longest: float
    memory: float


async def asked(users: Sequence[PageUser], seconds: float, questions: Iterable[str] = QUESTIONS) -> list[float]:
    """Let the users ask for so long; returns how many milliseconds each turn took."""
    until, waits = time.monotonic() + seconds, list[float]()

    async def ask(user: PageUser, number: int) -> None:
        await asyncio.sleep(BETWEEN * number / len(users))
        for text in itertools.islice(itertools.cycle(questions), number, None):
            if time.monotonic() > until:
                return
            began = time.perf_counter()
            await user.ask(text)
            waits.append(1000 * (time.perf_counter() - began))
            await asyncio.sleep(BETWEEN)

    await asyncio.gather(*(ask(user, number) for number, user in enumerate(users)))
    return waits


async def at_rest(server: int) -> None:
    """Wait until the server has worked off what it was sent, so that the next kind is measured by itself."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        before = cpu(server)
        await asyncio.sleep(1)
        if cpu(server) - before < BUSY:
            return


async def measured(url: str, desk: str, server: int, names: Sequence[str], seconds: float) -> dict[str, Waits]:
    users = [PageUser(url, headers={"X-Forwarded-For": f"198.51.100.{number}"}) for number in range(USERS)]
    await asked(users, 5)
    waits = {}
    for name in names:
        attacker = multiprocessing.get_context("spawn").Process(target=run, args=(name, url, desk, seconds + 4))
        if name != NOBODY:
            attacker.start()
            # It imports its own modules first.
            await asyncio.sleep(3)
        questions = ATTACKS[name].asked if name != NOBODY else ()
        times = await asked(users, seconds, questions or QUESTIONS)
        if name != NOBODY:
            await asyncio.to_thread(attacker.join, seconds + 30)
        await at_rest(server)
        waits[name] = Waits(
            len(times), percentile(times, 0.5), percentile(times, 0.95), max(times), memory(server)
        )  # fmt: skip
        print(f"{name}: {waits[name]}", flush=True)
    for user in users:
        await user.leave()
    return waits


def report(results: dict[str, Waits], seconds: float) -> str:
    cells = ((name, *map(round, waits)) for name, waits in results.items())
    rows = "\n".join(f"| {' | '.join(map(str, row))} |" for row in cells)
    worst = max(waits.p95 for waits in results.values())
    return f"""# Users while somebody attacks

`python -m benchmarks.load.attacked`: {USERS} users ask a question a second each over the socket; meanwhile somebody
else sends one kind of input for {seconds:g} seconds as fast as it goes, from three connections of one address if it
says no other. All on one machine with two cores; SQLite, `make run` with the desk. The limit is {1000 * SLOWEST:.0f} ms
for 95 of 100 turns; the worst kind has {worst:.0f} ms. The memory is the server's once it has worked off what came.

| what is sent | turns of users | p50 ms | p95 ms | longest ms | memory MB |
| --- | --- | --- | --- | --- | --- |
{rows}
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--only", nargs="*", default=[NOBODY, *ATTACKS], help="kinds; nothing is written then")
    options = parser.parse_args()
    desk = free_port()
    more = {
        "CONSOLE": "on",
        "CONSOLE_PORT": str(desk),
        "SANIC_PROXIES_COUNT": "1",
        "WEBCHAT_ADDRESS_LIMIT": ADDRESS_LIMIT,
    }
    with tempfile.TemporaryDirectory() as folder, running_assistant(Path(folder), more) as assistant:
        server = pid_of("Rasa", assistant.log)
        results = asyncio.run(
            measured(assistant.url, f"http://127.0.0.1:{desk}", server, options.only, options.seconds)
        )
    if list(results) == [NOBODY, *ATTACKS]:
        REPORT.write_text(report(results, options.seconds), encoding="utf-8")
        print(f"written: {REPORT.relative_to(ROOT)}")
    return int(max(waits.p95 for waits in results.values()) > 1000 * SLOWEST)


if __name__ == "__main__":
    sys.exit(main())
