"""Watched: how long turns take and what they come to, seen from outside of them."""

import functools
import logging
import time
from collections.abc import Mapping
from typing import Any, Protocol

from rasa.core.channels.channel import OutputChannel, UserMessage
from sanic import Sanic

from channels.rasa_server import OnNewMessage
from channels.watch.state import watch_of
from observability.request_id import of_a_turn
from observability.turns import Told

logger = logging.getLogger(__name__)


class RunTurn(Protocol):
    """Hands a message to Rasa."""

    async def __call__(
        self, message: UserMessage, on_new_message: OnNewMessage, app: Sanic, *, masked: bool = False
    ) -> None: ...


class HeardOutput:
    """An output channel that is listened to: what a response comes to stands in its metadata."""

    def __init__(self, output: OutputChannel, told: Told) -> None:
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
    async def run(message: UserMessage, on_new_message: OnNewMessage, app: Sanic, *, masked: bool = False) -> None:
        told, output, began = Told(), message.output_channel, time.perf_counter()
        message.output_channel = HeardOutput(output, told)
        with of_a_turn():
            try:
                await run_turn(message, on_new_message, app, masked=masked)
            finally:
                message.output_channel = output
                _end(str(message.input_channel or ""), app, told, time.perf_counter() - began)

    return run


def _end(channel: str, app: Sanic, told: Told, seconds: float) -> None:
    watch = watch_of(app)
    if watch:
        watch.meters.count(channel, told, seconds)
    outcome = ",".join(sorted(told.outcomes)) or "none"
    seen = {"channel": channel, "outcome": outcome, "seconds": round(seconds, 4)}
    more = {"faq_id": told.answers[0]} if told.answers else {}
    logger.info("A turn ended: %s", outcome, extra={**seen, **more})
