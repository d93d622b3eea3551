"""RestInput: the assistant over plain HTTP, in place of Rasa's own `rest`."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any, NamedTuple

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.guard.guard import Guard, Refusal
from channels.guard.rate_limit import NO_ADDRESS, RateLimiter, limits
from channels.guard.shared_windows import windows
from channels.http import RefusedRequest, address_of, body_of
from channels.one_turn import refusal_message, run_turn
from channels.rasa_server import OnNewMessage, public_words
from channels.rest.output import RestOutput
from channels.rest.packet import LARGEST_BODY, RestTurn, read_sender, read_turn
from channels.settings import server_settings, texts, words
from channels.turns import Turns
from channels.watch.health import liveness
from persistence.names import SEALED, Names, names_of

CHANNEL = "The REST channel"
SECONDS_TO_FINISH = 10.0


class RefusedTurn(NamedTuple):
    """A message that becomes no turn, whose sender gets a sentence."""

    sender: str
    refusal: Refusal


class RestInput(InputChannel):
    """Rasa's own address and form of request and reply; each message also carries its response's metadata.

    credentials.yml:
        channels.rest.input.RestInput:
          payload_intents: [ask, menu]
    """

    @classmethod
    def name(cls) -> str:
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "RestInput":
        settings = dict(credentials or {})
        intents = texts(CHANNEL, "payload_intents", settings.pop("payload_intents", None))
        allowed = limits(settings.pop("rate_limits", NO_ADDRESS))
        words(CHANNEL, settings, ())
        server = server_settings()
        return cls(frozenset(intents), Guard(RateLimiter(allowed, windows(server.redis))), names_of(server.session_key))

    def __init__(self, payload_intents: frozenset[str], guard: Guard, names: Names) -> None:
        self._payload_intents = payload_intents
        self.guard = guard
        self._names = names
        self._turns = Turns()

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        blueprint = Blueprint("rest_webhook", __name__)

        async def receive(request: Request) -> Any:
            turn = await self._read(request)
            if isinstance(turn, RefusedRequest):
                self.guard.malformed()
                return response.json({"error": turn.reason}, status=turn.status)
            if request.args.get("stream", "").lower() == "true":
                return response.stream(self._stream(request, turn, on_new_message), content_type="text/event-stream")
            output = RestOutput(recipient=turn.sender)
            await self._turn(request, turn, output, on_new_message)
            return _json(output.messages)

        async def stop(*_: object) -> None:
            await self._turns.drain(SECONDS_TO_FINISH)
            await self.guard.close()

        blueprint.add_route(liveness, "/", methods=["GET"], name="health")
        blueprint.add_route(receive, "/webhook", methods=["POST"], name="receive", stream=True)
        blueprint.listener("before_server_stop")(stop)
        return blueprint

    async def _read(self, request: Request) -> RestTurn | RefusedTurn | RefusedRequest:
        """Read a request, its sender first: what is sent too fast is not read any further."""
        packet = read_sender(await body_of(request, LARGEST_BODY))
        if isinstance(packet, RefusedRequest):
            return packet
        too_fast = await self.guard.too_fast(self._names.conversation(packet.sender), address_of(request))
        if too_fast:
            return RefusedTurn(packet.sender, too_fast)
        turn = read_turn(packet, self._payload_intents, public_words(request.app))
        if isinstance(turn, RestTurn) and turn.too_long:
            return RefusedTurn(turn.sender, self.guard.too_long())
        return turn

    async def _turn(
        self, request: Request, turn: RestTurn | RefusedTurn, output: RestOutput, on_new_message: OnNewMessage
    ) -> None:
        if isinstance(turn, RefusedTurn):
            refusal = turn.refusal
            await output.send_response(turn.sender, refusal_message(refusal.text or "", refusal.reason))
            return
        conversation, metadata = self._names.conversation(turn.sender), dict(turn.metadata)
        metadata[SEALED] = self._names.seal(turn.sender)
        message = UserMessage(turn.text, output, conversation, input_channel=self.name(), metadata=metadata)
        # A client that hangs up must not stop a turn half-way.
        run = partial(run_turn, message, on_new_message, request.app, masked=turn.masked)
        await asyncio.shield(self._turns.start(conversation, run))

    def _stream(
        self, request: Request, turn: RestTurn | RefusedTurn, on_new_message: OnNewMessage
    ) -> Callable[[Any], Coroutine[Any, Any, None]]:
        async def stream(to: Any) -> None:
            queue: asyncio.Queue[Mapping[str, Any] | None] = asyncio.Queue()
            output = RestOutput(queue.put_nowait, recipient=turn.sender)
            running = asyncio.ensure_future(self._turn(request, turn, output, on_new_message))
            running.add_done_callback(lambda _: queue.put_nowait(None))
            while (message := await queue.get()) is not None:
                await to.write(json.dumps(message, ensure_ascii=False) + "\n")
            await running

        return stream


def _json(messages: list[dict[str, Any]]) -> HTTPResponse:
    return response.text(json.dumps(messages, ensure_ascii=False), content_type="application/json")
