"""Measures what counting and logging cost a turn, and what a reading of the metrics takes.

    python -m benchmarks.load.watching

Prints microseconds of CPU; docs/design/watching.md has the figures. In one process, without a server: a whole turn
varies by more than this costs.
"""

import asyncio
import io
import logging
import statistics
import sys
import time

from prometheus_client import generate_latest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from channels.rasa_server import OnNewMessage
from channels.rest.output import RestOutput
from channels.watch.health_checks import HealthChecks
from channels.watch.state import Watch, keep_watch
from channels.watch.turn import RunTurn, measure_turns
from observability.json_lines import JsonLines
from observability.pages import registry
from observability.records import redacting
from observability.turns import TurnMeters

ROUNDS, TURNS = 20, 500
ANSWER = {"text": "x", "metadata": {"outcome": "answer", "faq_id": "answer_1"}}
CHANNELS = ("socketio", "rest", "wechat")


async def nobody(_: UserMessage) -> None:
    """Stands for Rasa, which is not measured here."""


async def bare(message: UserMessage, on_new_message: OnNewMessage, app: Sanic, *, masked: bool = False) -> None:
    await message.output_channel.send_response("somebody", ANSWER)


async def microseconds(run: RunTurn, app: Sanic) -> float:
    """Return the median over rounds of the CPU time of a turn."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(TURNS):
            await run(UserMessage("x", RestOutput(), "somebody", input_channel="rest"), nobody, app)
        rounds.append(1e6 * (time.process_time() - began) / TURNS)
    return statistics.median(rounds)


def main() -> int:
    of, app = registry(), Sanic("watching", configure_logging=False)
    meters = TurnMeters(of, CHANNELS)
    meters.know_answers(f"answer_{number}" for number in range(64))
    keep_watch(app, Watch(meters, HealthChecks(app)))
    logging.setLogRecordFactory(redacting(logging.LogRecord))
    logger = logging.getLogger("channels.watch.turn")
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    without = asyncio.run(microseconds(bare, app))
    counted = asyncio.run(microseconds(measure_turns(bare), app))
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logged = asyncio.run(microseconds(measure_turns(bare), app))
    began = time.process_time()
    size = len(generate_latest(of))
    print(f"counting a turn: {counted - without:.0f} µs; its line in the log: {logged - counted:.0f} µs")
    print(f"a reading of the metrics: {1e3 * (time.process_time() - began):.1f} ms, {size / 1024:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
