"""ConversationFiles: stores attachments, and returns those of a request that the staff may see."""

from typing import Any

from sqlalchemy import func, select

from console.conversation.ticket_events import until
from persistence.attachments.marks import is_id
from persistence.attachments.redrawing import PictureRedrawer
from persistence.attachments.store import Attachments, StoredAttachment
from persistence.database import Database
from persistence.tables import events, tickets


class ConversationFiles:
    """Its methods block, and raise SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.store = Attachments(database)
        self.redrawing = PictureRedrawer()

    def ticket(self, id_: str) -> Any:
        """Return the row of a request, None if there is none."""
        with self._database.begin() as connection:
            return connection.execute(select(tickets).where(tickets.c.id == id_)).first()

    def of(self, ticket: Any, file: str) -> StoredAttachment | None:
        """Return a file if the staff may see it, else None.

        As with messages, it must come after the user cleared the conversation and before the request's end.
        """
        attachment = self.store.get(file, ticket.conversation) if is_id(file) else None
        if attachment is None or not self._cleared(ticket.conversation) < attachment.at <= until(ticket):
            return None
        return attachment

    def _cleared(self, conversation: str) -> float:
        theirs = events.c.sender_id == conversation, events.c.type_name == "session_started"
        query = select(func.max(events.c.timestamp)).where(*theirs, events.c.data.contains('"ended": true'))
        with self._database.begin() as connection:
            return float(connection.execute(query).scalar() or 0.0)
