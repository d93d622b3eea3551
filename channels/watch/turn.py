"""Watched: how long turns take and what they come to, seen from outside of them."""

import functools
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import UserMessage

from observability.request_id import of_a_turn
from observability.turns import Told, TurnMeters

logger = logging.getLogger(__name__)

RunTurn = Callable[..., Awaitable[None]]


class HeardOutput:
    """An output channel that is listened to: what a response comes to stands in its metadata."""

    def __init__(self, output: Any, told: Told) -> None:
        self._output = output
        self._told = told

    def __getattr__(self, name: str) -> Any:
        # Not self._output: a copy that is just being made has none yet, and would ask here for it without end.
        return getattr(object.__getattribute__(self, "_output"), name)

    async def send_response(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        self._told.add(message.get("metadata"))
        await self._output.send_response(recipient_id, message)


def watched(run_turn: RunTurn) -> RunTurn:
    """Count and time each turn, and say so in the log: never what was said, nor by whom."""

    @functools.wraps(run_turn)
    async def run(message: UserMessage, on_new_message: Any, agent: Any, **named: Any) -> None:
        told, output, began = Told(), message.output_channel, time.perf_counter()
        message.output_channel = HeardOutput(output, told)
        with of_a_turn():
            try:
                await run_turn(message, on_new_message, agent, **named)
            finally:
                message.output_channel = output
                _end(str(message.input_channel or ""), agent, told, time.perf_counter() - began)

    return run


def _end(channel: str, agent: Any, told: Told, seconds: float) -> None:
    meters: TurnMeters | None = getattr(agent, "meters", None)
    if meters:
        meters.count(channel, told, seconds)
    outcome = ",".join(sorted(told.outcomes)) or "none"
    seen = {"channel": channel, "outcome": outcome, "seconds": round(seconds, 4)}
    more = {"faq_id": told.answers[0]} if told.answers else {}
    logger.info("A turn ended: %s", outcome, extra={**seen, **more})
