"""Attachments: what was sent in a conversation beside its texts. One row each; events hold its id."""

import secrets
import time
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from persistence.attachments.redrawing import Kind, RedrawnFile
from persistence.attachments.refusals import MOST_OF_A_DAY, TOO_MANY, AttachmentRefusal
from persistence.database import Database
from persistence.tables import attachments

DAY = 86_400

By = Literal["user", "agent"]


@dataclass(frozen=True)
class NewAttachment:
    """One to be kept: whose conversation, from which side, and the key that whoever sends it made for it."""

    conversation: str
    by: By
    key: str


@dataclass(frozen=True)
class StoredAttachment:
    """`at`: seconds since 1970."""

    id: str
    conversation: str
    kind: Kind
    media_type: str
    content: bytes
    at: float


class Attachments:
    """Works with any database of SQLAlchemy. Its methods block, and raise SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stored_id(self, sent: NewAttachment) -> str | None:
        """Return the id of one that was kept under the same key, None if there is none."""
        with self._database.begin() as connection:
            return _stored_id(connection, sent)

    def is_full(self, sent: NewAttachment, now: float) -> bool:
        """Say whether this side has sent as many of late as it may."""
        mine = attachments.c.conversation == sent.conversation, attachments.c.by == sent.by
        query = select(func.count()).select_from(attachments).where(*mine, attachments.c.at > now - DAY)
        with self._database.begin() as connection:
            return int(connection.execute(query).scalar()) >= MOST_OF_A_DAY

    def keep(self, sent: NewAttachment, made: RedrawnFile) -> str | AttachmentRefusal:
        """Return the id it is kept under; that of before for a key that is known."""
        now = time.time()
        if self.is_full(sent, now):
            return self.stored_id(sent) or TOO_MANY
        try:
            with self._database.begin() as connection:
                return _stored_id(connection, sent) or _put(connection, sent, made, now)
        except IntegrityError:
            # The same came by another instance meanwhile.
            stored = self.stored_id(sent)
            if stored is None:
                raise
            return stored

    def get(self, id_: str, conversation: str) -> StoredAttachment | None:
        """Return one of this conversation, None for another's."""
        mine = attachments.c.id == id_, attachments.c.conversation == conversation
        with self._database.begin() as connection:
            row = connection.execute(select(attachments).where(*mine)).first()
        return row and StoredAttachment(row.id, row.conversation, row.kind, row.media_type, bytes(row.content), row.at)


def _stored_id(connection: Any, sent: NewAttachment) -> str | None:
    same = attachments.c.conversation == sent.conversation, attachments.c.by == sent.by
    query = select(attachments.c.id).where(*same, attachments.c.client_key == sent.key)
    id_: str | None = connection.execute(query).scalar()
    return id_


def _put(connection: Any, sent: NewAttachment, made: RedrawnFile, now: float) -> str:
    id_ = secrets.token_hex(16)
    row = {
        "id": id_,
        "conversation": sent.conversation,
        "by": sent.by,
        "client_key": sent.key,
        "kind": made.kind,
        "media_type": made.media_type,
        "width": made.width,
        "height": made.height,
        "digest": made.digest,
        "content": made.content,
        "at": now,
    }
    connection.execute(attachments.insert().values(**row))
    return id_
