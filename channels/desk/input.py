"""DeskInput: the way back from a person's desk: what the person says, and the end of it."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, SlotSet
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from channels.desk.deliveries import KEY, Deliveries, Ids, delivery_ids
from channels.desk.open_tickets import WITH_PERSON, OpenTickets, is_with_person
from channels.desk.packet import LARGEST_BODY, FromDesk, Signed, is_genuine, read_desk
from channels.desk.pause_ends import PauseEnds
from channels.desk.pauses import Pauses
from channels.http import Refused, body_of
from channels.rasa_server import OnNewMessage, Tracker, loaded_agent, public_words, said_by_user
from channels.rest.output import RestOutput
from channels.saying import say
from channels.settings import of_server, secret
from channels.turns import Turns, alone
from channels.watch.health import liveness
from persistence.names import Names, is_stored, names_of
from settings.handoff import pause_until, staff
from zh.personal import OF_STAFF, mask

HAND_BACK = "/resume"
SECRET = "HANDOFF_WEBHOOK_SECRET"
IDLE = "idle"
"""Said to `actions/with_person.py`: neither side has said anything for so long that the pause is over."""
SECONDS_TO_FINISH = 10.0

NO_SUCH = Refused(404, "no such conversation")
NOT_WAITING = Refused(409, "the conversation has asked for nobody, or was given back")
UNKNOWN = Refused(503, "the database does not answer")


class DeskInput(InputChannel):
    """Off (404) while the environment names no secret.

    credentials.yml:
        channels.desk.input.DeskInput:
          secret_env: HANDOFF_WEBHOOK_SECRET
    """

    @classmethod
    def name(cls) -> str:
        return "desk"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "DeskInput":
        server, name = of_server(), (credentials or {}).get("secret_env", SECRET)
        shared = secret(server, name, like=SECRET)
        return cls(shared, server.database, names_of(server.session_key) if shared else None)

    def __init__(self, secret: str, database: str, names: Names | None) -> None:
        """`names`: None where no desk is connected."""
        self._secret = secret.encode()
        self._names = names
        self._tickets = OpenTickets(database)
        self._deliveries = Deliveries()
        self._turns = Turns()
        self._pauses = Pauses(database)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        blueprint = Blueprint("desk_webhook", __name__)
        ends = self._pause_ends(on_new_message)

        async def receive(request: Request) -> HTTPResponse:
            asked = await self._asked(request)
            if isinstance(asked, Refused):
                return _refusal(asked)
            found, ids = await self._found(request.app, asked[0]), asked[1]
            said = _without_personal(found, request.app)
            refused: list[Refused | None] = []

            async def take() -> None:
                refused.append(await self._take(request.app, said, ids, on_new_message, ends))

            # A desk that hangs up must not stop it half-way.
            await asyncio.shield(self._turns.start(said.conversation, take))
            if refused[0]:
                return _refusal(refused[0])
            shown = {"shown": said.text} if said.text != found.text else {}
            return response.json({"status": "ok", **shown})

        async def begin(app: Sanic, *_: object) -> None:
            if self._secret:
                ends.begin(app)

        async def stop(*_: object) -> None:
            await ends.stop()
            await self._turns.drain(SECONDS_TO_FINISH)

        blueprint.add_route(liveness, "/", methods=["GET"], name="health")
        blueprint.add_route(receive, "/webhook", methods=["POST"], name="receive", stream=True)
        blueprint.listener("after_server_start")(begin)
        blueprint.listener("before_server_stop")(stop)
        return blueprint

    def _pause_ends(self, on_new_message: OnNewMessage) -> PauseEnds:
        async def end(app: Sanic, tracker: Tracker, conversation: str) -> None:
            await on_new_message(self._hand_back(_output(app, tracker), conversation, {"reason": IDLE}))

        return PauseEnds(self._pauses, self._turns, end)

    def _hand_back(self, output: OutputChannel, conversation: str, metadata: dict[str, Any]) -> UserMessage:
        return UserMessage(HAND_BACK, output, conversation, input_channel=self.name(), metadata=metadata)

    async def _asked(self, request: Request) -> tuple[FromDesk, Ids] | Refused:
        if not self._secret:
            return Refused(404, "no desk is connected")
        body = await body_of(request, LARGEST_BODY)
        if len(body) > LARGEST_BODY:
            return Refused(413, "the body is too large")
        headers = request.headers
        signed = Signed(body, headers.get("x-timestamp", ""), headers.get("x-signature", ""))
        if not is_genuine(signed, self._secret, time.time()):
            return Refused(403, "the signature is wrong, or too old")
        ids = delivery_ids(signed, headers.get("x-delivery", ""))
        if ids is None:
            return Refused(400, "X-Delivery must be 1 to 128 visible characters")
        said = read_desk(body)
        return said if isinstance(said, Refused) else (said, ids)

    async def _found(self, app: Sanic, said: FromDesk) -> FromDesk:
        """Return what a desk says under the conversation's present name: in an earlier version it was the user's."""
        name = said.conversation
        if self._names is None or is_stored(name) or await loaded_agent(app).tracker_store.retrieve(name):
            return said
        return replace(said, conversation=self._names.conversation(name))

    async def _take(
        self, app: Sanic, said: FromDesk, ids: Ids, on_new_message: OnNewMessage, ends: PauseEnds
    ) -> Refused | None:
        """Do what the desk asks, unless it was done before; return why not."""
        agent = loaded_agent(app)
        async with alone(app, said.conversation, None):
            tracker = await agent.tracker_store.retrieve(said.conversation)
            if tracker is None:
                return NO_SUCH
            if self._deliveries.is_one(said.conversation, ids, tracker.events):
                return None
            refused = await self._refused(tracker, said.conversation)
            if refused:
                return refused
            output, kept = _output(app, tracker), {KEY: list(ids)}
            if said.text is None:
                await on_new_message(self._hand_back(output, said.conversation, kept))
            else:
                shown = {"metadata": {"outcome": "handoff", "from": "person"}, **kept}
                until = pause_until(staff(), datetime.now(timezone.utc))
                pause = [SlotSet(WITH_PERSON, until)] if until else []
                await say(agent, output, said.conversation, BotUttered(said.text, metadata=shown), *pause)
                await ends.extend(said.conversation, until)
        self._deliveries.take(said.conversation, ids)
        return None

    async def _refused(self, tracker: Tracker, conversation: str) -> Refused | None:
        if is_with_person(tracker, datetime.now(timezone.utc)):
            return None
        try:
            return None if await asyncio.to_thread(self._tickets.has, conversation) else NOT_WAITING
        except (SQLAlchemyError, OSError):
            return UNKNOWN


def _without_personal(said: FromDesk, app: Sanic) -> FromDesk:
    """Return what the person says without what may not be kept of anybody."""
    return replace(said, text=said.text and mask(said.text, public_words(app), OF_STAFF))


def _refusal(refused: Refused) -> HTTPResponse:
    return response.json({"error": refused.reason}, status=refused.status)


def _output(app: Sanic, tracker: Tracker) -> OutputChannel:
    """Return what reaches the user now; on a channel that can't push, the conversation keeps it."""
    used = (event.input_channel for event in said_by_user(reversed(list(tracker.events))))
    name = next((channel for channel in used if channel != DeskInput.name()), None)
    inputs = (found for found in app.ctx.input_channels if found.name() == name)
    return next((output for found in inputs if (output := found.get_output_channel())), None) or RestOutput()
