"""Determines the age of a conversation's sessions, each by its last event."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

SESSION_START = ("action", "action_session_start")
SESSION_STARTED = "session_started"


class EventTime(NamedTuple):
    """An event without its text: its number in the table, its kind, its time in seconds since 1970."""

    number: int
    kind: str
    action: str | None
    timestamp: float


def last_expired(stamps: Iterable[EventTime], before: float) -> int | None:
    """Return the number of the last event of those sessions at the conversation's beginning in which nothing happened
    at or after `before`; None when there is no such session.
    """
    last: int | None = None
    for session in _sessions(stamps):
        if max(stamp.timestamp for stamp in session) >= before:
            break
        last = session[-1].number
    return last


def _sessions(stamps: Iterable[EventTime]) -> Iterator[list[EventTime]]:
    """Rasa writes that it starts a session, then that it has started: the two begin one session."""
    session: list[EventTime] = []
    starting = False
    for stamp in stamps:
        start = (stamp.kind, stamp.action) == SESSION_START
        if session and (start or (stamp.kind == SESSION_STARTED and not starting)):
            yield session
            session = []
        session.append(stamp)
        starting = start
    if session:
        yield session
