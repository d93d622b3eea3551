"""Whether somebody wants to see a picture: a person who is there or asked for, or an answer that asks for one."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timezone

from sanic import Sanic

from channels.desk.open_tickets import OpenTickets, is_with_person
from channels.rasa_server import Event, loaded_agent, said_by_bot
from understanding.labels import WANTS_PICTURE


class Wanted:
    """`database`: the address of the one with the requests for a person. Its method raises what the stores raise."""

    def __init__(self, database: str) -> None:
        self._tickets = OpenTickets(database)

    async def is_asked(self, app: Sanic, conversation: str) -> bool:
        tracker = await loaded_agent(app).tracker_store.retrieve(conversation)
        return (tracker is not None and is_wanted(tracker.events)) or await self.has_person(app, conversation)

    async def has_person(self, app: Sanic, conversation: str) -> bool:
        """Say whether a person has the conversation, or is asked for."""
        tracker = await loaded_agent(app).tracker_store.retrieve(conversation)
        if tracker is not None and is_with_person(tracker, datetime.now(timezone.utc)):
            return True
        return await asyncio.to_thread(self._tickets.has, conversation)


def is_wanted(events: Iterable[Event]) -> bool:
    """Say whether an answer of these events asks for a picture."""
    said = ((event.as_dict().get("metadata") or {}).get("metadata") or {} for event in said_by_bot(events))
    return any(metadata.get(WANTS_PICTURE) is True for metadata in said)
