"""EventWriter: writes new events to the database, at once or as soon as it is back."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.shared.core.events import Event, UserUttered

from persistence.circuit_breaker import Unavailable
from persistence.turn_lease import TurnLease, TurnLost
from records.cached_conversations import CachedConversation, ConversationCache
from records.event_table import EventTable


class EventWriter:
    """`do`: asks the database, as ConversationStore does; `pause`: seconds until the next attempt."""

    def __init__(
        self, table: EventTable, conversations: ConversationCache, do: Callable[..., Awaitable[Any]], pause: float
    ) -> None:
        self._table, self._cache, self._do, self._pause = table, conversations, do, pause
        self._recovery: asyncio.Task[None] | None = None

    async def add(self, conversation: CachedConversation, new: list[Event], lease: TurnLease | None) -> None:
        """Write a turn's events, or keep them until the database is back; raises TurnLost when another instance has
        the turn.
        """
        if lease:
            if _is_stored(conversation.events, _message_of(new, lease)):
                lease.give_up()
            await lease.hold()
        conversation.events.extend(new)
        conversation.unwritten.extend(new)
        self._cache.put(conversation)
        try:
            await self.write(conversation, lease)
        except TurnLost:
            # Nobody has waited since: these are still the last ones.
            del conversation.events[-len(new) :], conversation.unwritten[-len(new) :]
            self._cache.drop(conversation)
            raise

    async def write(self, conversation: CachedConversation, lease: TurnLease | None = None) -> None:
        """Write what is unwritten of a conversation. `lease`: that of the turn; another instance may have taken it."""
        async with conversation.writing:
            if not conversation.unwritten or await self._attempt(conversation, list(conversation.unwritten), lease):
                return
            self._recover_later()
            if lease:
                await lease.end()

    async def close(self) -> None:
        """Write what is left, if the database lets it."""
        if self._recovery:
            self._recovery.cancel()
        for conversation in self._cache.unwritten():
            await self.write(conversation)

    async def _attempt(self, conversation: CachedConversation, batch: list[Event], lease: TurnLease | None) -> bool:
        if conversation.under_way:
            # Both would write it: neither sees what the other has not committed.
            return False
        try:
            last = await self._do(conversation.write, batch, self._table, _message_of(batch, lease))
        except Unavailable:
            conversation.doubtful = True
            return False
        except TurnLost:
            assert lease
            lease.give_up()
        del conversation.unwritten[: len(batch)]
        conversation.doubtful = False
        if last is None:
            # Somebody else has written there as well: read it anew the next time.
            self._cache.drop(conversation)
        else:
            conversation.last = last
        return True

    def _recover_later(self) -> None:
        if self._recovery is None or self._recovery.done():
            self._recovery = asyncio.get_running_loop().create_task(self._recover())

    async def _recover(self) -> None:
        """Write what was kept as soon as it can be, also of conversations in which nobody says anything more."""
        while waiting := self._cache.unwritten():
            await asyncio.sleep(self._pause)
            for conversation in waiting:
                await self.write(conversation)


def _is_stored(events: list[Event], message: UserUttered | None) -> bool:
    """Say whether another turn of the message was written before this one had read the conversation."""
    return message is not None and any(
        isinstance(event, UserUttered) and event.message_id == message.message_id for event in events
    )


def _message_of(batch: list[Event], lease: TurnLease | None) -> UserUttered | None:
    """Return the message whose turn this is, when it is in the batch."""
    messages = [event for event in batch if lease and isinstance(event, UserUttered)]
    return next((event for event in messages if lease and event.message_id == lease.message_id), None)
