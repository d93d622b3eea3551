"""Checks whether a user may send a picture: a person has or is asked for the conversation, or an answer wants one."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timezone

from sanic import Sanic

from channels.desk.open_tickets import OpenTickets, is_with_person
from channels.rasa_server import Event, bot_messages, loaded_agent
from understanding.labels import WANTS_PICTURE


class AttachmentPolicy:
    """`database`: address of the database with the tickets. The methods raise the errors of the stores."""

    def __init__(self, database: str) -> None:
        self._tickets = OpenTickets(database)

    async def accepts_picture(self, app: Sanic, conversation: str) -> bool:
        tracker = await loaded_agent(app).tracker_store.retrieve(conversation)
        return (tracker is not None and asks_for_picture(tracker.events)) or await self.has_person(app, conversation)

    async def has_person(self, app: Sanic, conversation: str) -> bool:
        """Return whether a person has the conversation or is asked for."""
        tracker = await loaded_agent(app).tracker_store.retrieve(conversation)
        if tracker is not None and is_with_person(tracker, datetime.now(timezone.utc)):
            return True
        return await asyncio.to_thread(self._tickets.has, conversation)


def asks_for_picture(events: Iterable[Event]) -> bool:
    """Return whether an answer among these events asks for a picture."""
    replies = ((event.as_dict().get("metadata") or {}).get("metadata") or {} for event in bot_messages(events))
    return any(metadata.get(WANTS_PICTURE) is True for metadata in replies)
