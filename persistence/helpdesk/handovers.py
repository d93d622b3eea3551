"""Handovers: which agent has which conversation. Each change is one statement, so only one of two agents gets it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, or_, select

from persistence.database import Database
from persistence.helpdesk.outbox import put
from persistence.helpdesk.places import ahead_of, titles_of
from persistence.helpdesk.presence import ALIVE, shown_state
from persistence.helpdesk.states import Ended, Step, now_iso, sources
from persistence.staff_tables import agents
from persistence.tables import events, tickets


@dataclass(frozen=True)
class Claimed:
    """The agent has it now, or had it already."""

    ticket: str


@dataclass(frozen=True)
class ClaimedByOther:
    """Somebody else has it; `title`: the name that users see."""

    title: str


@dataclass(frozen=True)
class AgentFull:
    """The agent has as many as they may."""

    most: int


@dataclass(frozen=True)
class AgentAway:
    """The agent is offline, or their browser is gone: nothing is given to them."""

    title: str


@dataclass(frozen=True)
class TicketGone:
    """It is over, or there is no such agent or ticket."""


ClaimOutcome = Claimed | ClaimedByOther | AgentFull | AgentAway | TicketGone

Recorder = Callable[[Any, str], None]
"""Called with the connection and the ticket within the transaction of a change, so that who did it is kept or nothing
happens.
"""


def record_nothing(_: Any, __: str) -> None:
    """Keep no note of the change."""


class Handovers:
    """Gives conversations to agents and takes them back. Its methods block, and raise SQLAlchemyError.

    `now`: seconds since 1970.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, ticket: str, agent: str, record: Recorder = record_nothing) -> ClaimOutcome:
        """Give the agent a conversation that nobody has; the user is told."""
        with self._database.begin() as connection:
            who = locked_agent(connection, agent)
            return TicketGone() if who is None else self._give(connection, ticket, who, record)

    def next_for(self, agent: str, record: Recorder = record_nothing) -> ClaimOutcome:
        """Give the agent the conversation that waits longest, else what was registered first; else TicketGone."""
        longest = select(tickets.c.id).where(tickets.c.state.in_(("waiting", "left")))
        waiting_first = case((tickets.c.state == "waiting", 0), else_=1)
        since = func.coalesce(tickets.c.waiting_since, tickets.c.opened)
        longest = longest.order_by(waiting_first, since, tickets.c.number).limit(1)
        with self._database.begin() as connection:
            who = locked_agent(connection, agent)
            # Another agent's, who is just taking it, is left out.
            ticket = connection.execute(longest.with_for_update(skip_locked=True)).scalar()
            return TicketGone() if who is None or ticket is None else self._give(connection, ticket, who, record)

    def transfer(self, ticket: str, frm: str, to: str, note: str, record: Recorder = record_nothing) -> ClaimOutcome:
        """Pass a conversation on from one agent to another, who reads the note; the user is told."""
        with self._database.begin() as connection:
            who = locked_agent(connection, to)
            if who is None:
                return TicketGone()
            if shown_state(who.state, who.seen, time.time()) == "offline":
                return AgentAway(who.title)
            if _active_count(connection, to) >= who.most:
                return AgentFull(who.most)
            if not _change(connection, ticket, "transfer", frm, agent=to, note=note, seen_event=_not_seen()):
                return _taken(connection, ticket)
            put(connection, _row(connection, ticket), "claimed", {"agent": who.title}, to)
            record(connection, ticket)
            return Claimed(ticket)

    def give_back(self, ticket: str, agent: str, record: Recorder = record_nothing) -> bool:
        """Put the agent's conversation back to its place in the queue; says whether the agent had it."""
        with self._database.begin() as connection:
            returned = _to_queue(connection, ticket, agent, away=False)
            if returned:
                record(connection, ticket)
            return returned

    def close(self, ticket: str, agent: str, ended: Ended, record: Recorder = record_nothing) -> bool:
        """End the agent's conversation, or one that was left; says whether it could be."""
        done = {"state": "closed", "closed": now_iso(), "ended": ended}
        with self._database.begin() as connection:
            row = _row(connection, ticket)
            if row is None or not _change(connection, ticket, "close", agent, **done):
                return False
            # Who was left with the assistant is told of the request alone, not that the assistant is back.
            if row.state == "active" or row.number:
                registered = {"number": row.number} if row.state == "left" else {}
                put(connection, row, "closed", {"ended": ended, **registered}, agent)
            record(connection, ticket)
            return True

    def lost(self, now: float) -> list[str]:
        """Put back the conversations of agents who are offline, whose browser is gone, or who work no more; returns
        the tickets.
        """
        has = select(tickets.c.agent).where(tickets.c.state == "active")
        away = or_(agents.c.seen < now - ALIVE, agents.c.state == "offline")
        gone = or_(away, agents.c.disabled.is_(True), agents.c.role == "reader")
        with self._database.begin() as connection:
            absent = connection.execute(select(agents.c.id).where(gone, agents.c.id.in_(has))).scalars().all()
        return [ticket for agent in absent for ticket in self._lost_of(agent, gone)]

    def _lost_of(self, agent: str, gone: Any) -> list[str]:
        theirs = select(tickets.c.id).where(tickets.c.state == "active", tickets.c.agent == agent)
        with self._database.begin() as connection:
            # The browser may have come back meanwhile.
            if not _lock(connection, agents.c.id == agent, gone):
                return []
            mine = connection.execute(theirs).scalars().all()
            return [ticket for ticket in mine if _to_queue(connection, ticket, agent, away=True)]

    def _give(self, connection: Any, ticket: str, who: Any, record: Recorder) -> ClaimOutcome:
        row = _row(connection, ticket)
        if row is not None and row.state == "active" and row.agent == who.id:
            return Claimed(ticket)
        if who.state == "offline":
            return AgentAway(who.title)
        if _active_count(connection, who.id) >= who.most:
            return AgentFull(who.most)
        # Returned and taken again: what counts is how long the user waited for the first one.
        at = func.coalesce(tickets.c.claimed_at, now_iso())
        if not _change(connection, ticket, "claim", None, agent=who.id, state="active", claimed_at=at):
            return _taken(connection, ticket)
        put(connection, row, "claimed", {"agent": who.title}, who.id)
        record(connection, ticket)
        return Claimed(ticket)


def locked_agent(connection: Any, agent: str) -> Any:
    """Return the agent's row, None for nobody who works; nobody else changes what the agent has before this ends."""
    works = agents.c.id == agent, agents.c.disabled.is_(False), agents.c.role != "reader"
    if not _lock(connection, *works):
        return None
    return connection.execute(select(agents).where(agents.c.id == agent)).one()


def _lock(connection: Any, *where: Any) -> bool:
    """Lock the agent's row by a write that changes nothing, in SQLite the file; return whether there is such a row."""
    return bool(connection.execute(agents.update().where(*where).values(most=agents.c.most)).rowcount)


def _active_count(connection: Any, agent: str) -> int:
    theirs = select(func.count()).select_from(tickets).where(tickets.c.agent == agent, tickets.c.state == "active")
    return int(connection.execute(theirs).scalar())


def _row(connection: Any, ticket: str) -> Any:
    return connection.execute(select(tickets).where(tickets.c.id == ticket)).first()


def _change(connection: Any, ticket: str, step: Step, owner: str | None, **values: Any) -> bool:
    """Take a step if the state allows it and, where somebody has it, `owner` does; says whether it was taken."""
    mine = (tickets.c.state != "active") | (tickets.c.agent == owner)
    allowed = tickets.update().where(tickets.c.id == ticket, tickets.c.state.in_(sources(step)), mine)
    return bool(connection.execute(allowed.values(**values)).rowcount)


def _not_seen() -> Any:
    """Return up to where a conversation counts as seen by a colleague who gets it: not the user's last message."""
    theirs = events.c.sender_id == tickets.c.conversation, events.c.type_name == "user"
    last = select(func.max(events.c.id)).where(*theirs).correlate(tickets).scalar_subquery()
    return case((tickets.c.seen_event >= last, last - 1), else_=tickets.c.seen_event)


def _to_queue(connection: Any, ticket: str, agent: str, *, away: bool) -> bool:
    """Put the agent's conversation back into the queue; return whether the agent had it.

    `away`: the agent is there no more, as the user is told.
    """
    # What was registered while nobody was there had no place: it comes behind those who wait already.
    since = func.coalesce(tickets.c.waiting_since, now_iso())
    if not _change(connection, ticket, "give_back", agent, state="waiting", agent=None, waiting_since=since):
        return False
    row = _row(connection, ticket)
    put(connection, row, "returned", {"waiting": ahead_of(connection, row), "away": away}, agent)
    return True


def _taken(connection: Any, ticket: str) -> ClaimOutcome:
    row = _row(connection, ticket)
    if row is None or row.state != "active":
        return TicketGone()
    return ClaimedByOther(titles_of(connection, [row.agent]).get(row.agent, ""))
