"""Invitations: links by which a new agent registers an account. Each works once."""

import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from console.accounts.agent import MOST
from console.accounts.audit import act_recorder
from console.accounts.sessions import digest
from persistence.database import Database
from persistence.helpdesk.states import now_iso
from persistence.staff_tables import agents, invitations

DAYS, HOURS_OF_FIRST = 7, 24


@dataclass(frozen=True)
class Invitation:
    """`first`: made by the operator for an administrator, not by another administrator."""

    role: str
    first: bool


class NameTaken(Exception):
    """Another account has this sign-in name."""


class Invitations:
    """Its methods block, and raise SQLAlchemyError. `now`: seconds since 1970."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, role: str, by: str, now: float, address: str) -> tuple[str, float]:
        """Make a link; return its token and when it expires."""
        until = now + DAYS * 86_400
        with self._database.begin() as connection:
            act_recorder(by, "invited", address, detail=role)(connection, None)
            return _new(connection, role, by, until), until

    def make_first(self, now: float) -> tuple[str, float]:
        """Make an administrator's link for the operator, as `make` does; earlier links of this kind end."""
        until = now + HOURS_OF_FIRST * 3600
        with self._database.begin() as connection:
            connection.execute(invitations.delete().where(invitations.c.made_by.is_(None)))
            act_recorder(None, "admin_link", "")(connection, None)
            return _new(connection, "admin", None, until), until

    def has_administrator(self) -> bool:
        there = agents.c.role == "admin", agents.c.disabled.is_(False)
        with self._database.begin() as connection:
            return bool(connection.execute(select(func.count()).select_from(agents).where(*there)).scalar())

    def find(self, token: str, now: float) -> Invitation | None:
        """Return the invitation, None if it is unknown, expired or used."""
        with self._database.begin() as connection:
            row = connection.execute(select(invitations).where(*_good(token, now))).first()
        return Invitation(row.role, row.made_by is None) if row else None

    def use(self, token: str, now: float, new: dict[str, str], address: str) -> str | None:
        """Make the account; return the agent's id, None if the link is no longer valid. Raises NameTaken.

        `new`: name, title and password_hash.
        """
        agent = uuid.uuid4().hex
        fixed = {"id": agent, "state": "offline", "seen": 0.0, "most": MOST, "disabled": False, "made": now_iso()}
        try:
            with self._database.begin() as connection:
                used = connection.execute(invitations.update().where(*_good(token, now)).values(used=now)).rowcount
                if not used:
                    return None
                mine = select(invitations.c.role).where(invitations.c.token_hash == digest(token))
                role = connection.execute(mine).scalar()
                connection.execute(agents.insert().values(**fixed, **new, role=role))
                act_recorder(agent, "joined", address, detail=role)(connection, None)
        except IntegrityError:
            raise NameTaken from None
        return agent


def _good(token: str, now: float) -> tuple[Any, ...]:
    return invitations.c.token_hash == digest(token), invitations.c.used.is_(None), invitations.c.until > now


def _new(connection: Any, role: str, by: str | None, until: float) -> str:
    token = secrets.token_urlsafe(24)
    row = {"token_hash": digest(token), "role": role, "made_by": by, "until": until}
    connection.execute(invitations.insert().values(**row))
    return token
