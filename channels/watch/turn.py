"""Records duration and outcome of each turn."""

import functools
import logging
import time
from collections.abc import Mapping
from typing import Any, Protocol

from rasa.core.channels.channel import OutputChannel, UserMessage
from sanic import Sanic

from channels.rasa_server import OnNewMessage
from channels.watch.outages import turn_begins
from channels.watch.state import watch_of
from observability.request_id import turn_scope
from observability.turns import TurnOutcome

logger = logging.getLogger(__name__)


class RunTurn(Protocol):
    """Hands a message to Rasa."""

    async def __call__(
        self, message: UserMessage, on_new_message: OnNewMessage, app: Sanic, *, masked: bool = False
    ) -> None: ...


class RecordedOutput:
    """Wraps an output channel and records the outcome that each response has in its metadata."""

    def __init__(self, output: OutputChannel, turn_outcome: TurnOutcome) -> None:
        self._output = output
        self._turn_outcome = turn_outcome

    def __getattr__(self, name: str) -> Any:
        # Not self._output: on an unfinished copy, which lacks it, that would recurse without end.
        return getattr(object.__getattribute__(self, "_output"), name)

    async def send_response(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        self._turn_outcome.add(message.get("metadata"))
        await self._output.send_response(recipient_id, message)


def measure_turns(run_turn: RunTurn) -> RunTurn:
    """Count, time and log each turn; texts and senders are never logged."""

    @functools.wraps(run_turn)
    async def run(message: UserMessage, on_new_message: OnNewMessage, app: Sanic, *, masked: bool = False) -> None:
        turn_outcome, output, began = TurnOutcome(), message.output_channel, time.perf_counter()
        message.output_channel = RecordedOutput(output, turn_outcome)
        turn_begins()
        with turn_scope():
            try:
                await run_turn(message, on_new_message, app, masked=masked)
            finally:
                message.output_channel = output
                _end(str(message.input_channel or ""), app, turn_outcome, time.perf_counter() - began)

    return run


def _end(channel: str, app: Sanic, turn_outcome: TurnOutcome, seconds: float) -> None:
    watch = watch_of(app)
    if watch:
        watch.meters.count(channel, turn_outcome, seconds)
    outcome = ",".join(sorted(turn_outcome.outcomes)) or "none"
    fields = {"channel": channel, "outcome": outcome, "seconds": round(seconds, 4)}
    faq_id = {"faq_id": turn_outcome.answers[0]} if turn_outcome.answers else {}
    logger.info("A turn ended: %s", outcome, extra={**fields, **faq_id})
