"""DeskPacketHandler: carries out a helpdesk packet once, after the running turns, if the user waits for a person."""

import asyncio
from datetime import datetime, timezone
from functools import partial
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, SlotSet
from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from channels.bot_message import store_and_send
from channels.desk.attendance import Attendance
from channels.desk.deliveries import KEY, DeskDeliveries, Ids
from channels.desk.desk_message import desk_message
from channels.desk.last_channel import DESK, begin_session, output_of
from channels.desk.open_tickets import WITH_PERSON, OpenTickets, is_with_person
from channels.desk.packet import CLOSED, FORM, QUEUE, RETURNED, DeskPacket
from channels.desk.pause_ends import PauseEnds
from channels.desk.pauses import AssistantPauses
from channels.desk.unattended_tickets import UnattendedTickets
from channels.http import RefusedRequest
from channels.rasa_server import OnNewMessage, Tracker, loaded_agent
from channels.staff_form.linking import offer_link
from channels.staff_form.receiver import FormReceiver
from channels.turns import Turns, alone
from channels.webchat.output import WebChatOutput
from owner.live import profile
from settings.handoff import pause_until, staff

HAND_BACK = "/resume"
IDLE, UNATTENDED = "idle", "unattended"
"""Reasons, passed to `actions/resume.py`, why the assistant gets a conversation back.

IDLE: the pause ended without a message of either side. UNATTENDED: no agent is present any more.
"""

NO_SUCH = RefusedRequest(404, "no such conversation")
NOT_WAITING = RefusedRequest(409, "the conversation has asked for nobody, or was given back")
NO_FORM = RefusedRequest(400, "there is no form to fill in")
UNKNOWN = RefusedRequest(503, "the database does not answer")


class DeskPacketHandler:
    """`built_in`: the helpdesk is our own, so presence of agents is known; `form`: None if there is no form."""

    def __init__(
        self, database: str, on_new_message: OnNewMessage, *, built_in: bool, form: FormReceiver | None = None
    ) -> None:
        self._form = form
        self._on_new_message = on_new_message
        self._built_in = built_in
        self._tickets = OpenTickets(database)
        self._deliveries = DeskDeliveries()
        self._turns = Turns()
        self._ends = PauseEnds(AssistantPauses(database), self._turns, partial(self._end, IDLE))
        self._unattended = UnattendedTickets(Attendance(database), self._turns, partial(self._end, UNATTENDED))

    def begin(self, app: Sanic) -> None:
        self._ends.begin(app)
        if self._built_in:
            self._unattended.begin(app)

    async def stop(self, seconds: float) -> None:
        await self._ends.stop()
        await self._unattended.stop()
        await self._turns.drain(seconds)

    async def take(self, app: Sanic, packet: DeskPacket, ids: Ids) -> RefusedRequest | None:
        """Carry out the packet unless it was done before; return the reason if it is refused."""
        refused: list[RefusedRequest | None] = []

        async def take() -> None:
            refused.append(await self._take(app, packet, ids))

        # If the helpdesk disconnects, the work must still be completed.
        await asyncio.shield(self._turns.start(packet.conversation, take))
        return refused[0]

    async def _take(self, app: Sanic, packet: DeskPacket, ids: Ids) -> RefusedRequest | None:
        async with alone(app, packet.conversation, None):
            tracker = await loaded_agent(app).tracker_store.retrieve(packet.conversation)
            if tracker is None:
                return NO_SUCH
            if self._deliveries.is_repeated(packet.conversation, ids, tracker.events):
                return None
            refused = await self._refused(tracker, packet)
            if refused:
                return refused
            output = await output_of(app, packet.conversation, tracker)
            if packet.event == QUEUE:
                await _show_queue(output, packet)
                return None
            await self._do(app, output, packet, {KEY: list(ids)})
        self._deliveries.take(packet.conversation, ids)
        return None

    async def _do(self, app: Sanic, output: OutputChannel, packet: DeskPacket, deliveries: dict[str, Any]) -> None:
        if packet.event == CLOSED:
            ended = {"ended": packet.ended} if packet.ended else {}
            registered = {"number": packet.number} if packet.number else {}
            await self._hand_back(output, packet.conversation, {**deliveries, **ended, **registered})
        elif packet.event == RETURNED and self._built_in and await self._unattended.nobody():
            # No agent would take the conversation from the queue.
            await self._hand_back(output, packet.conversation, {**deliveries, "reason": UNATTENDED})
        else:
            await self._say(app, output, packet, deliveries)
            if packet.event == FORM and self._form:
                await offer_link(output, packet.conversation, self._form)
            if packet.event == RETURNED:
                await _show_queue(output, packet)

    async def _say(self, app: Sanic, output: OutputChannel, packet: DeskPacket, deliveries: dict[str, Any]) -> None:
        agent = loaded_agent(app)
        text, metadata = desk_message(packet, profile())
        until = pause_until(staff(), datetime.now(timezone.utc))
        pause = [SlotSet(WITH_PERSON, until)] if until else []
        await begin_session(agent, output, packet.conversation)
        await store_and_send(
            agent, output, packet.conversation, BotUttered(text, metadata={"metadata": metadata, **deliveries}), *pause
        )
        await self._ends.extend(packet.conversation, until)

    async def _hand_back(self, output: OutputChannel, conversation: str, metadata: dict[str, Any]) -> None:
        message = UserMessage(HAND_BACK, output, conversation, input_channel=DESK, metadata=metadata)
        await self._on_new_message(message)

    async def _end(self, reason: str, app: Sanic, tracker: Tracker, conversation: str) -> None:
        await self._hand_back(await output_of(app, conversation, tracker), conversation, {"reason": reason})

    async def _refused(self, tracker: Tracker, packet: DeskPacket) -> RefusedRequest | None:
        if packet.event == FORM and self._form is None:
            return NO_FORM
        if not packet.ticket and is_with_person(tracker, datetime.now(timezone.utc)):
            return None
        try:
            waits = await asyncio.to_thread(self._tickets.has, packet.conversation, packet.ticket)
        except (SQLAlchemyError, OSError):
            return UNKNOWN
        return None if waits else NOT_WAITING


async def _show_queue(output: OutputChannel, packet: DeskPacket) -> None:
    """Show the place in the queue on the open page; other channels get no message for it."""
    if isinstance(output, WebChatOutput):
        await output.show_queue(packet.conversation, packet.waiting)
