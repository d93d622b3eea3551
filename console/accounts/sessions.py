"""Sessions: sessions of signed-in agents by token. The database holds only digests of tokens."""

import hashlib
import secrets

from sqlalchemy import select

from console.accounts.agent import Agent, agent_of
from persistence.database import Database
from persistence.staff_tables import agent_sessions, agents

LONGEST = 7 * 86_400.0
IDLE = 12 * 3600.0
"""Seconds after which a session ends: LONGEST after signing in, IDLE after the last request."""

_NOTED_EVERY = 60.0


def digest(token: str) -> str:
    """Return the digest by which a token is stored."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Sessions:
    """Its methods block, and raise SQLAlchemyError. `now`: seconds since 1970."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, agent: str, now: float) -> str:
        """Return the token of a new session."""
        token = secrets.token_urlsafe(32)
        row = {"token_hash": digest(token), "agent": agent, "made": now, "seen": now, "until": now + LONGEST}
        with self._database.begin() as connection:
            connection.execute(agent_sessions.insert().values(**row))
        return token

    def find(self, token: str, now: float) -> Agent | None:
        """Return the session's agent, None if the session is over or the agent is disabled."""
        mine = agent_sessions.c.token_hash == digest(token)
        lasts = agent_sessions.c.until > now, agent_sessions.c.seen > now - IDLE, agents.c.disabled.is_(False)
        of_it = agents.join(agent_sessions, agents.c.id == agent_sessions.c.agent)
        query = select(agents, agent_sessions.c.seen.label("noted")).select_from(of_it).where(mine, *lasts)
        with self._database.begin() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            if row.noted < now - _NOTED_EVERY:
                connection.execute(agent_sessions.update().where(mine).values(seen=now))
            return agent_of(row)

    def end(self, token: str) -> None:
        with self._database.begin() as connection:
            connection.execute(agent_sessions.delete().where(agent_sessions.c.token_hash == digest(token)))

    def end_all(self, agent: str) -> None:
        """Sign the agent out everywhere."""
        with self._database.begin() as connection:
            connection.execute(agent_sessions.delete().where(agent_sessions.c.agent == agent))
