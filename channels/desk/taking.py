"""Taking: what the desk asks is done once, in a conversation that waits for it, and after the turns before it."""

import asyncio
from datetime import datetime, timezone
from functools import partial
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, SlotSet
from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from channels.desk.attendance import Attendance
from channels.desk.deliveries import KEY, DeskDeliveries, Ids
from channels.desk.open_tickets import WITH_PERSON, OpenTickets, is_with_person
from channels.desk.packet import CLOSED, FORM, QUEUE, RETURNED, FromDesk
from channels.desk.pause_ends import PauseEnds
from channels.desk.pauses import AssistantPauses
from channels.desk.reaching import DESK, begin_session, output_of
from channels.desk.spoken import shown
from channels.desk.unattended import Unattended
from channels.http import RefusedRequest
from channels.rasa_server import OnNewMessage, Tracker, loaded_agent
from channels.saying import say
from channels.staff_form.linking import offer_link
from channels.staff_form.taking import FormTaking
from channels.turns import Turns, alone
from channels.webchat.output import WebChatOutput
from owner.live import profile
from settings.handoff import pause_until, staff

HAND_BACK = "/resume"
IDLE, UNATTENDED = "idle", "unattended"
"""Why the assistant gets a conversation back, as `actions/resume.py` is told: neither side has said anything for so
long that the pause is over, or nobody is there any more.
"""

NO_SUCH = RefusedRequest(404, "no such conversation")
NOT_WAITING = RefusedRequest(409, "the conversation has asked for nobody, or was given back")
NO_FORM = RefusedRequest(400, "there is no form to fill in")
UNKNOWN = RefusedRequest(503, "the database does not answer")


class Taking:
    """`built_in`: the desk is our own, of which is known who is there; `form`: None where there is none."""

    def __init__(
        self, database: str, on_new_message: OnNewMessage, *, built_in: bool, form: FormTaking | None = None
    ) -> None:
        self._form = form
        self._on_new_message = on_new_message
        self._built_in = built_in
        self._tickets = OpenTickets(database)
        self._deliveries = DeskDeliveries()
        self._turns = Turns()
        self._ends = PauseEnds(AssistantPauses(database), self._turns, partial(self._end, IDLE))
        self._unattended = Unattended(Attendance(database), self._turns, partial(self._end, UNATTENDED))

    def begin(self, app: Sanic) -> None:
        self._ends.begin(app)
        if self._built_in:
            self._unattended.begin(app)

    async def stop(self, seconds: float) -> None:
        await self._ends.stop()
        await self._unattended.stop()
        await self._turns.drain(seconds)

    async def take(self, app: Sanic, said: FromDesk, ids: Ids) -> RefusedRequest | None:
        """Do what the desk asks, unless it was done before; return why not."""
        refused: list[RefusedRequest | None] = []

        async def take() -> None:
            refused.append(await self._take(app, said, ids))

        # A desk that hangs up must not stop it half-way.
        await asyncio.shield(self._turns.start(said.conversation, take))
        return refused[0]

    async def _take(self, app: Sanic, said: FromDesk, ids: Ids) -> RefusedRequest | None:
        async with alone(app, said.conversation, None):
            tracker = await loaded_agent(app).tracker_store.retrieve(said.conversation)
            if tracker is None:
                return NO_SUCH
            if self._deliveries.is_one(said.conversation, ids, tracker.events):
                return None
            refused = await self._refused(tracker, said)
            if refused:
                return refused
            output = await output_of(app, said.conversation, tracker)
            if said.event == QUEUE:
                await _show_queue(output, said)
                return None
            await self._do(app, output, said, {KEY: list(ids)})
        self._deliveries.take(said.conversation, ids)
        return None

    async def _do(self, app: Sanic, output: OutputChannel, said: FromDesk, kept: dict[str, Any]) -> None:
        if said.event == CLOSED:
            ended = {"ended": said.ended} if said.ended else {}
            registered = {"number": said.number} if said.number else {}
            await self._hand_back(output, said.conversation, {**kept, **ended, **registered})
        elif said.event == RETURNED and self._built_in and await self._unattended.nobody():
            # Nobody comes for whoever is put back into the queue.
            await self._hand_back(output, said.conversation, {**kept, "reason": UNATTENDED})
        else:
            await self._say(app, output, said, kept)
            if said.event == FORM and self._form:
                await offer_link(output, said.conversation, self._form)
            if said.event == RETURNED:
                await _show_queue(output, said)

    async def _say(self, app: Sanic, output: OutputChannel, said: FromDesk, kept: dict[str, Any]) -> None:
        agent = loaded_agent(app)
        text, metadata = shown(said, profile())
        until = pause_until(staff(), datetime.now(timezone.utc))
        pause = [SlotSet(WITH_PERSON, until)] if until else []
        await begin_session(agent, output, said.conversation)
        await say(agent, output, said.conversation, BotUttered(text, metadata={"metadata": metadata, **kept}), *pause)
        await self._ends.extend(said.conversation, until)

    async def _hand_back(self, output: OutputChannel, conversation: str, metadata: dict[str, Any]) -> None:
        message = UserMessage(HAND_BACK, output, conversation, input_channel=DESK, metadata=metadata)
        await self._on_new_message(message)

    async def _end(self, reason: str, app: Sanic, tracker: Tracker, conversation: str) -> None:
        await self._hand_back(await output_of(app, conversation, tracker), conversation, {"reason": reason})

    async def _refused(self, tracker: Tracker, said: FromDesk) -> RefusedRequest | None:
        if said.event == FORM and self._form is None:
            return NO_FORM
        if not said.ticket and is_with_person(tracker, datetime.now(timezone.utc)):
            return None
        try:
            waits = await asyncio.to_thread(self._tickets.has, said.conversation, said.ticket)
        except (SQLAlchemyError, OSError):
            return UNKNOWN
        return None if waits else NOT_WAITING


async def _show_queue(output: OutputChannel, said: FromDesk) -> None:
    """Tell the open page; elsewhere a place that moves is no message."""
    if isinstance(output, WebChatOutput):
        await output.show_queue(said.conversation, said.waiting)
