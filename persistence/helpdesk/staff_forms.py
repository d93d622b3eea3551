"""StaffForms: the form for the staff of one request; encrypted, open to its agent, deleted a day after its end."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from persistence.database import Database
from persistence.helpdesk.details import Details, kept_as, kept_for
from persistence.helpdesk.handovers import Recorder
from persistence.helpdesk.outbox import put
from persistence.key_file import KEY_FILE, key_in
from persistence.keyed_crypto import KeyedCrypto
from persistence.privacy.staff_forms import over
from persistence.tables import staff_forms, tickets

LINK_SECONDS = 30 * 60.0
"""Seconds for which a link is good."""


@dataclass(frozen=True)
class FormStatus:
    """`filled`: when the user has filled it in, in seconds since 1970, None where they have not. `may_look`: whether
    the one who asks has the request.
    """

    filled: float | None
    may_look: bool


class StaffForms:
    """Works with any database of SQLAlchemy. Its methods block, and raise SQLAlchemyError. `now`: seconds since
    1970.
    """

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._keyed = KeyedCrypto(key, "staff form")

    def fill(self, conversation: str, details: Details, now: float) -> bool:
        """Keep it for the person who has the conversation; says whether there is one."""
        with self._database.begin() as connection:
            ticket = _active(connection, conversation)
            if ticket is None:
                return False
            _put(connection, ticket, conversation, {**self._sealed(ticket, details), "filled": now})
            return True

    def link(self, conversation: str, now: float) -> str | None:
        """Return the token of a link to the form, which ends those before; None where nobody has the conversation."""
        token = secrets.token_urlsafe(24)
        with self._database.begin() as connection:
            ticket = _active(connection, conversation)
            if ticket is None:
                return None
            link = {"link_hash": _hash(token), "link_until": now + LINK_SECONDS}
            _put(connection, ticket, conversation, link)
            return token

    def of_link(self, token: str, now: float) -> str | None:
        """Return the conversation whose form the link opens, None for one that was used or has ended."""
        query = select(staff_forms.c.conversation).where(*_opens(token, now), _with_person())
        with self._database.begin() as connection:
            conversation: str | None = connection.execute(query).scalar()
            return conversation

    def fill_by(self, token: str, details: Details, now: float) -> str | None:
        """Keep what came by a link, once; returns its conversation, None where the link is good no more."""
        with self._database.begin() as connection:
            query = select(staff_forms).where(*_opens(token, now), _with_person())
            row = connection.execute(query.with_for_update()).first()
            if row is None:
                return None
            values = {**self._sealed(row.ticket, details), "filled": now, "link_hash": None, "link_until": None}
            # Of two who use it at once, one has changed the row.
            taken = connection.execute(staff_forms.update().where(*_opens(token, now)).values(**values)).rowcount
            return str(row.conversation) if taken else None

    def ask(self, ticket: str, agent: str, title: str, record: Recorder) -> bool:
        """Let the user be asked for it by the agent who has the conversation; says whether it is theirs. `title`: the
        agent's, as users read it.
        """
        hers = tickets.c.id == ticket, tickets.c.agent == agent, tickets.c.state == "active"
        with self._database.begin() as connection:
            row = connection.execute(select(tickets).where(*hers).with_for_update()).first()
            if row is None:
                return False
            put(connection, row, "form", {"agent": title}, agent)
            record(connection, ticket)
            return True

    def status(self, ticket: str, agent: str, now: float) -> FormStatus:
        with self._database.begin() as connection:
            row = connection.execute(select(staff_forms).where(staff_forms.c.ticket == ticket, ~over(now))).first()
            has = _has(connection, ticket, agent)
        return FormStatus(row.filled if row else None, has)

    def look(self, ticket: str, agent: str, record: Recorder, now: float) -> Details | None:
        """Return what the user wrote, for the agent who has the request or ended it; None for others, and where there
        is nothing. `record`: keeps that it was looked at, or nothing is shown.
        """
        query = select(staff_forms).where(staff_forms.c.ticket == ticket, staff_forms.c.sealed.isnot(None))
        with self._database.begin() as connection:
            row = connection.execute(query.where(~over(now))).first()
            if row is None or not _has(connection, ticket, agent):
                return None
            record(connection, ticket)
            return self.opened(row.sealed, ticket)

    def opened(self, sealed: str, ticket: str) -> Details | None:
        """Return what was encrypted, None where it is another request's or another key's."""
        return kept_for(self._keyed.unseal(sealed), ticket)

    def _sealed(self, ticket: str, details: Details) -> dict[str, Any]:
        return {"sealed": self._keyed.seal(kept_as(details, ticket))}


def staff_forms_of(database: Database, secret: str, file: Path = KEY_FILE) -> StaffForms:
    """Return those of the key that the environment gives, else of the key in the file, which is made if need be."""
    return StaffForms(database, (secret or key_in(file)).encode())


def _active(connection: Any, conversation: str) -> str | None:
    """Return the request that a person has, locked: nobody closes it before this ends."""
    has = tickets.c.conversation == conversation, tickets.c.state == "active"
    if not connection.execute(tickets.update().where(*has).values(seen_event=tickets.c.seen_event)).rowcount:
        return None
    ticket: str | None = connection.execute(select(tickets.c.id).where(*has).limit(1)).scalar()
    return ticket


def _put(connection: Any, ticket: str, conversation: str, values: dict[str, Any]) -> None:
    mine = staff_forms.update().where(staff_forms.c.ticket == ticket)
    if not connection.execute(mine.values(**values)).rowcount:
        connection.execute(staff_forms.insert().values(ticket=ticket, conversation=conversation, **values))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _opens(token: str, now: float) -> tuple[Any, Any]:
    return staff_forms.c.link_hash == _hash(token), staff_forms.c.link_until > now


def _with_person() -> Any:
    return select(tickets.c.id).where(tickets.c.id == staff_forms.c.ticket, tickets.c.state == "active").exists()


def _has(connection: Any, ticket: str, agent: str) -> bool:
    """Say whether the agent has the request, or had it when it was closed."""
    theirs = tickets.c.id == ticket, tickets.c.agent == agent, tickets.c.state.in_(("active", "closed"))
    return connection.execute(select(tickets.c.id).where(*theirs)).first() is not None
