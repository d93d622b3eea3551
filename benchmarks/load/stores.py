"""Measures what storing a conversation costs with Rasa's own stores and with ours, without any channel.

    python -m benchmarks.load.stores

Writes docs/benchmarks/stores.md. Every variant is a process of its own that runs Rasa's agent.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.postgres import running_postgres
from tests.redis_server import redis_server
from tests.running import ROOT

REPORT = ROOT / "docs/benchmarks/stores.md"
QUESTION = "证书怎么打印"
CONVERSATIONS, TURNS, LONG, AROUND = 60, 5, 210, 10
"""Of the short conversations and the long one; so many turns about the 5th and the 200th are looked at."""

OURS = "endpoints.yml"
RASAS = "tracker_store:\n  type: SQL\n  url: ${DATABASE_URL}\n"


class Variant(NamedTuple):
    name: str
    # An endpoints file, or what one says.
    endpoints: str
    variables: Mapping[str, str]


class Cost(NamedTuple):
    """Milliseconds: processor time of a turn in short conversations, and how long the 5th and the 200th took."""

    cpu: float
    fifth: float
    two_hundredth: float


async def _measure(endpoints: str) -> Cost:
    from rasa.core.agent import load_agent
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.core.utils import AvailableEndpoints
    from sanic import Sanic

    from channels.turns import alone
    from launch.preparation import prepared_model

    agent = await load_agent(model_path=str(prepared_model()), endpoints=AvailableEndpoints.read_endpoints(endpoints))
    app = Sanic("stores", configure_logging=False)
    app.ctx.agent = agent

    async def turn(sender: str) -> float:
        before = time.perf_counter()
        message = UserMessage(QUESTION, CollectingOutputChannel(), sender, message_id=uuid.uuid4().hex)
        async with alone(app, message.sender_id, message.message_id) as lease:
            if lease:
                await lease.take()
            await agent.handle_message(message)
        return 1000 * (time.perf_counter() - before)

    async def fifth(sender: str) -> float:
        for _ in range(TURNS - 1):
            await turn(sender)
        return await turn(sender)

    await fifth("warm")
    before = time.process_time()
    for number in range(CONVERSATIONS):
        await fifth(f"short-{number}")
    cpu = 1000 * (time.process_time() - before) / (CONVERSATIONS * TURNS)
    fifths = [await fifth(f"fifth-{number}") for number in range(2 * AROUND)]
    long = [await turn("long") for _ in range(LONG)]
    return Cost(cpu, statistics.median(fifths), statistics.median(long[-2 * AROUND :]))


def measured(variant: Variant, folder: Path) -> Cost:
    """Run one variant in a process of its own."""
    endpoints = ROOT / variant.endpoints
    if variant.endpoints != OURS:
        endpoints = folder / "endpoints.yml"
        endpoints.write_text(variant.endpoints, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load.stores", str(endpoints)], cwd=ROOT, check=True, capture_output=True,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}", **variant.variables},
    )  # fmt: skip
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def report(costs: Mapping[str, Cost]) -> str:
    base = costs["Rasa's store in memory"].cpu
    rows = "\n".join(
        f"| {name} | {cost.cpu:.1f} | {cost.cpu / base:.2f} | {cost.fifth:.1f} | {cost.two_hundredth:.1f} | "
        f"{cost.two_hundredth / cost.fifth:.2f} |"
        for name, cost in costs.items()
    )
    return f"""# What keeping conversations costs

`python -m benchmarks.load.stores`: Rasa's agent without a channel, one plain question again and again, every variant a
process of its own, in one run; milliseconds. Processor time is that of the Rasa process in {CONVERSATIONS}
conversations of {TURNS} turns; the 5th and the 200th turn are medians of {2 * AROUND}. With Redis a turn is leased as
well, as the web chat does.

| variant | CPU of a turn | to memory | 5th turn | 200th turn | 200th / 5th |
| --- | --- | --- | --- | --- | --- |
{rows}

Why ours does not grow: `docs/design/records.md`.
"""


def main() -> int:
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as at, running_postgres(Path(at)) as postgres, redis_server(Path(at)) as redis:
        variants = (
            Variant("Rasa's store in memory", "{}\n", {}),
            Variant("Rasa's store, SQLite", RASAS, {}),
            Variant("ours, SQLite", OURS, {}),
            Variant("Rasa's store, PostgreSQL", RASAS, {"DATABASE_URL": postgres.fresh()}),
            Variant("ours, PostgreSQL and Redis", OURS, {"DATABASE_URL": postgres.fresh(), "REDIS_URL": redis.url}),
        )
        for variant in variants:
            print(f"{variant.name} …", flush=True)
            with tempfile.TemporaryDirectory() as folder:
                costs[variant.name] = measured(variant, Path(folder))
    REPORT.write_text(report(costs), encoding="utf-8")
    print(f"written: {REPORT.relative_to(ROOT)}")
    return 0


def one(endpoints: str) -> int:
    """Measure in this process; the last line it prints is the cost."""
    import logging

    from launch import environment, programs
    from launch.rasa_patches.action_results import validate_quickly

    environment.prepare()
    programs.load_rasa()
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings(logging.ERROR)
    configure_structlog(logging.ERROR)
    validate_quickly()
    cost: Any = asyncio.run(_measure(endpoints))
    print(json.dumps(list(cost)))
    return 0


if __name__ == "__main__":
    sys.exit(one(sys.argv[1]) if len(sys.argv) > 1 else main())
