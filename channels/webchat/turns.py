"""WebChatTurns: runs the turns of the web chat, one at a time in a conversation, and shows that the bot types."""

import logging
from dataclasses import replace
from functools import partial

from rasa.core.channels.channel import UserMessage
from socketio import AsyncServer

from channels.guard.repeated_messages import RepeatedMessages, is_stored
from channels.one_turn import run_turn
from channels.rasa_server import OnNewMessage, loaded_agent
from channels.turns import Locks, Turns, alone, shared_locks
from channels.webchat.host_role import know_role
from channels.webchat.output import WebChatOutput
from channels.webchat.packet import PageTurn
from channels.webchat.pressed_buttons import is_failed_turn, press_key, was_pressed
from channels.webchat.turn_line import LineTurn, TurnLine
from channels.webchat.visit import Visit
from persistence.names import SEALED
from persistence.turn_lease import TurnLease

logger = logging.getLogger(__name__)


class WebChatTurns(Turns):
    """`taking`: locks held while a message is checked for being new."""

    def __init__(self, sio: AsyncServer, bot_message_evt: str, on_new_message: OnNewMessage) -> None:
        super().__init__()
        self._sio = sio
        self._bot_message_evt = bot_message_evt
        self._on_new_message = on_new_message
        self._repeats = RepeatedMessages()
        self.taking = Locks()
        self._line = TurnLine()

    def has_taken(self, visit: Visit, message_id: str | None) -> bool:
        """Return whether this server has received the message before."""
        return self._repeats.is_repeated(visit.sender, message_id)

    def has_pressed(self, visit: Visit, turn: PageTurn) -> bool:
        """Return whether this server has received a press of the same button before, under any id."""
        return self._repeats.is_repeated(visit.sender, press_key(turn))

    def has_room(self, visit: Visit, turn: PageTurn) -> bool:
        """Return whether so few turns of this address are waiting that one more may come."""
        return self._line.has_room(self._in_line(visit, turn))

    def take(self, visit: Visit, turn: PageTurn) -> None:
        """Begin the turn as soon as those before it have ended."""
        self._repeats.take(visit.sender, turn.message_id)
        self._repeats.take(visit.sender, press_key(turn))
        # The socket may be in another conversation when the turn begins.
        visit = replace(visit)
        in_line = self._in_line(visit, turn)
        self._line.come(in_line)
        task = self.start(visit.sender, partial(self._turn, visit, turn))
        task.add_done_callback(lambda _: self._line.end(in_line))

    def output(self, *, held: bool = False) -> WebChatOutput:
        return WebChatOutput(self._sio, self._bot_message_evt, held=held)

    async def _turn(self, visit: Visit, turn: PageTurn) -> None:
        ended = repeated = False
        await self._typing(visit.sender, on=True)
        try:
            async with alone(visit.app, visit.sender, turn.message_id) as lease:
                if not await self._is_new(visit, turn):
                    ended = True
                elif await self._is_pressed(visit, turn):
                    ended = repeated = True
                else:
                    ended = await self._run(visit, turn, lease)
        finally:
            if not ended:
                self._forget(visit, turn)
            # The message is stored now. A client that does not learn this sends it again after a restart.
            await self._typing(visit.sender, on=False, ended=turn.message_id if ended else None, repeated=repeated)

    async def _run(self, visit: Visit, turn: PageTurn, lease: TurnLease | None) -> bool:
        """Answer a message that is not stored yet; return whether its turn has ended."""
        output = self.output(held=True)
        packets = await lease.take() if lease else None
        if packets is not None:
            # The instance that answered it stores it as soon as it can.
            await output.repeat(visit.sender, packets)
            return True
        await self._know(output, visit)
        message = _message(output, visit, turn)
        async with self._line.place(self._in_line(visit, turn)):
            await run_turn(message, self._on_new_message, visit.app, masked=turn.masked)
        if any(is_failed_turn(packet["metadata"]) for packet in output.held):
            self._repeats.forget(visit.sender, press_key(turn))
        if lease and lease.lost:
            return not await self._is_new(visit, turn)
        if lease and lease.ended:
            await lease.tell(output.held)
        await output.release()
        return True

    def _in_line(self, visit: Visit, turn: PageTurn) -> LineTurn:
        def is_watched() -> bool:
            return any(True for _ in self._sio.manager.get_participants("/", visit.sender))

        # Without an address each conversation stands for itself.
        return LineTurn(visit.address or visit.sender, turn.text, is_watched)

    async def _is_new(self, visit: Visit, turn: PageTurn) -> bool:
        """Return whether the message is not stored yet, by an earlier process or another instance."""
        if not (turn.again or shared_locks(visit.app)):
            return True
        try:
            return not await is_stored(loaded_agent(visit.app).tracker_store, visit.sender, turn.message_id)
        except Exception as error:  # each store has errors of its own; answering twice is better than not at all
            logger.error("A conversation could not be read: %s", type(error).__name__)
            return True

    async def _is_pressed(self, visit: Visit, turn: PageTurn) -> bool:
        """Return whether a press of the same button is stored."""
        if not turn.text.startswith("/"):
            return False
        try:
            tracker = await loaded_agent(visit.app).tracker_store.retrieve(visit.sender)
        except Exception as error:  # each store has errors of its own; answering twice is better than not at all
            logger.error("A conversation could not be read: %s", type(error).__name__)
            return False
        return tracker is not None and was_pressed(turn, tracker.events)

    def _forget(self, visit: Visit, turn: PageTurn) -> None:
        self._repeats.forget(visit.sender, turn.message_id)
        self._repeats.forget(visit.sender, press_key(turn))

    async def _know(self, output: WebChatOutput, visit: Visit) -> None:
        if visit.user is None or visit.user.role is None:
            return
        try:
            await know_role(loaded_agent(visit.app), output, visit.sender, visit.user.role)
        except Exception as error:  # without a role the assistant asks for it
            logger.error("A role could not be kept: %s", type(error).__name__)

    async def _typing(self, sender: str, *, on: bool, ended: str | None = None, repeated: bool = False) -> None:
        more = {**({"id": ended} if ended else {}), **({"repeated": True} if repeated else {})}
        await self._sio.emit("bot_typing", {"on": on, **more}, room=sender)


def _message(output: WebChatOutput, visit: Visit, turn: PageTurn) -> UserMessage:
    return UserMessage(
        turn.text,
        output,
        visit.sender,
        input_channel=output.name(),
        message_id=turn.message_id,
        metadata={**turn.metadata, **({SEALED: visit.sealed} if visit.sealed else {})},
    )
