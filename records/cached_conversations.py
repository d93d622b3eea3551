"""Cached conversations of a process: events it has read, and events it could not write yet."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rasa.shared.core.events import Event, UserUttered

from records.event_table import EventRow, EventTable

MOST_CONVERSATIONS = 600
"""A thousand took 81 MB (docs/benchmarks/footprint.md). Others are read from the database at their next message."""


@dataclass
class CachedConversation:
    """One cached conversation. `last`: the table's number of the last stored event, 0 if unknown.

    `unwritten`: the last of `events`, which the table does not have yet.
    """

    sender: str
    events: list[Event] = field(default_factory=list)
    last: int = 0
    unwritten: list[Event] = field(default_factory=list)
    # An attempt to write failed, and may have succeeded nevertheless.
    doubtful: bool = False
    # An attempt that nobody waits for any more may still go on.
    under_way: bool = False
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def read(self, rows: Sequence[EventRow]) -> None:
        """Take in what others have written."""
        new = [row for row in rows if row.number > self.last]
        if new:
            self.events.extend(row.event for row in new)
            self.last = new[-1].number

    def write(self, batch: Sequence[Event], table: EventTable, message: UserUttered | None) -> int | None:
        """Add a batch of what is unwritten to the table, as EventTable.add does. Runs in any thread."""
        self.under_way = True
        try:
            return table.add(self.sender, batch, self.last, message, again=self.doubtful)
        finally:
            self.under_way = False


class ConversationCache:
    """Forgets the conversation that was longest not used; never one with something unwritten."""

    def __init__(self, most: int = MOST_CONVERSATIONS) -> None:
        self._most = most
        self._cache: OrderedDict[str, CachedConversation] = OrderedDict()

    def __len__(self) -> int:
        return len(self._cache)

    def get(self, sender: str) -> CachedConversation | None:
        conversation = self._cache.get(sender)
        if conversation is not None:
            self._cache.move_to_end(sender)
        return conversation

    def put(self, conversation: CachedConversation) -> CachedConversation:
        self._cache[conversation.sender] = conversation
        self._cache.move_to_end(conversation.sender)
        surplus = len(self._cache) - self._most
        if surplus > 0:
            # A few at once, so that an outage, when nothing may go, is not looked through at each turn.
            written = (
                sender for sender, other in self._cache.items() if not other.unwritten and other is not conversation
            )
            for sender in [sender for sender, _ in zip(written, range(surplus), strict=False)]:
                del self._cache[sender]
        return conversation

    def drop(self, conversation: CachedConversation) -> None:
        """Forget the conversation unless something of it is unwritten."""
        if not conversation.unwritten and self._cache.get(conversation.sender) is conversation:
            del self._cache[conversation.sender]

    def unwritten(self) -> list[CachedConversation]:
        return [conversation for conversation in self._cache.values() if conversation.unwritten]
