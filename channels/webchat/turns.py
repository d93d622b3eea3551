"""WebChatTurns: the turns of the web chat, one at a time in a conversation, with a sign that the bot is typing."""

import logging
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import partial

from rasa.core.channels.channel import UserMessage
from sanic import Sanic
from socketio import AsyncServer

from channels.guard.repeats import Repeats, is_stored
from channels.one_turn import run_turn
from channels.rasa_server import OnNewMessage, SharedLocks, agent_of, loaded_agent
from channels.turns import Turns
from channels.webchat.host_role import know_role
from channels.webchat.output import WebChatOutput
from channels.webchat.packet import Turn
from channels.webchat.visit import Visit
from persistence.claims import Claim

logger = logging.getLogger(__name__)


class WebChatTurns(Turns):
    def __init__(self, sio: AsyncServer, bot_message_evt: str, on_new_message: OnNewMessage) -> None:
        super().__init__()
        self._sio = sio
        self._bot_message_evt = bot_message_evt
        self._on_new_message = on_new_message
        self._repeats = Repeats()

    def has_taken(self, visit: Visit, asked: Turn) -> bool:
        """Say whether this server has had the message already."""
        return self._repeats.is_one(visit.sender, asked.message_id)

    def take(self, visit: Visit, asked: Turn) -> None:
        """Begin the turn as soon as those before it have ended."""
        self._repeats.take(visit.sender, asked.message_id)
        self.start(visit.sender, partial(self._turn, visit, asked))

    def output(self, *, held: bool = False) -> WebChatOutput:
        return WebChatOutput(self._sio, self._bot_message_evt, held=held)

    async def _turn(self, visit: Visit, asked: Turn) -> None:
        ended = False
        await self._typing(visit.sender, on=True)
        try:
            async with alone(visit.app, visit.sender, asked.message_id) as claim:
                ended = not await self._is_new(visit, asked) or await self._run(visit, asked, claim)
        finally:
            if not ended:
                self._repeats.forget(visit.sender, asked.message_id)
            # Now it is stored; until a client hears so, it sends the message again to a server that comes up anew.
            await self._typing(visit.sender, on=False, ended=asked.message_id if ended else None)

    async def _run(self, visit: Visit, asked: Turn, claim: Claim | None) -> bool:
        """Answer a message that is not stored; say whether its turn has ended."""
        output = self.output(held=True)
        said = await claim.take() if claim else None
        if said is not None:
            # The instance that had it writes it as soon as it can.
            await output.repeat(visit.sender, said)
            return True
        await self._know(output, visit)
        message = _message(output, visit.sender, asked)
        await run_turn(message, self._on_new_message, visit.app, masked=asked.masked)
        if claim and claim.lost:
            return not await self._is_new(visit, asked)
        if claim and claim.ended:
            await claim.tell(output.held)
        await output.release()
        return True

    async def _is_new(self, visit: Visit, asked: Turn) -> bool:
        """Look for a message among what was stored before this server began, or by another instance."""
        if not (asked.again or _shared_locks(visit.app)):
            return True
        try:
            return not await is_stored(loaded_agent(visit.app).tracker_store, visit.sender, asked.message_id)
        except Exception as error:  # each store has errors of its own; to be asked twice is better than not heard
            logger.error("A conversation could not be read: %s", type(error).__name__)
            return True

    async def _know(self, output: WebChatOutput, visit: Visit) -> None:
        if visit.user is None or visit.user.role is None:
            return
        try:
            await know_role(loaded_agent(visit.app), output, visit.sender, visit.user.role)
        except Exception as error:  # without it the user is asked
            logger.error("A role could not be kept: %s", type(error).__name__)

    async def _typing(self, sender: str, *, on: bool, ended: str | None = None) -> None:
        await self._sio.emit("bot_typing", {"on": on, **({"id": ended} if ended else {})}, room=sender)


def _shared_locks(app: Sanic) -> SharedLocks | None:
    """Return the locks that other instances respect as well, None when there are no others."""
    agent = agent_of(app)
    locks = agent.lock_store if agent else None
    return locks if isinstance(locks, SharedLocks) and locks.shared else None


def alone(app: Sanic, sender: str, message_id: str | None) -> AbstractAsyncContextManager[Claim | None]:
    """Keep other instances out of the conversation from before the message is looked for until it is stored: a client
    that has lost its connection sends it to another one while the first may still be at it.
    """
    locks = _shared_locks(app)
    return locks.turn(sender, message_id) if locks else nullcontext()


def _message(output: WebChatOutput, sender: str, asked: Turn) -> UserMessage:
    return UserMessage(
        asked.text,
        output,
        sender,
        input_channel=output.name(),
        message_id=asked.message_id,
        metadata=asked.metadata,
    )
