"""The states of a request for a person, and the changes allowed in each."""

from datetime import datetime, timezone
from typing import Any, Literal

State = Literal["waiting", "active", "left", "closed"]
"""waiting: asked while somebody was there, nobody has it yet; active: an agent has it; left: registered while nobody
was there, can be answered later; closed: over.
"""

Step = Literal["claim", "reply", "give_back", "transfer", "close"]

Ended = Literal["solved", "unsolved", "assistant", "user", "idle", "abandoned"]
"""How a request ended.

solved, unsolved: closed by an agent. assistant: given back to the assistant by an agent. user: the user went back
to the assistant. idle: neither side wrote for too long. abandoned: the user went back before an agent had it.
"""

_FROM: dict[Step, frozenset[State]] = {
    "claim": frozenset({"waiting", "left"}),
    "reply": frozenset({"active"}),
    "give_back": frozenset({"active"}),
    "transfer": frozenset({"active"}),
    # What was registered for later can be ended by whoever finds it needless.
    "close": frozenset({"active", "left"}),
}


def allows(state: str, step: Step) -> bool:
    """Say whether the step may be taken from this state, whoever takes it."""
    return state in _FROM[step]


def sources(step: Step) -> list[str]:
    """Return the states from which the step may be taken, in a fixed order."""
    return sorted(_FROM[step])


def first(at: str, *, attended: bool) -> dict[str, Any]:
    """Return the columns of a new request, made at `at` (ISO 8601). `attended`: somebody is there to answer it; else
    nobody waits.
    """
    return {"state": "waiting", "waiting_since": at} if attended else {"state": "left"}


def again(state: str, at: str, *, attended: bool) -> dict[str, Any]:
    """Return what changes in an open request when the user asks again: one that was left waits when somebody is there,
    behind those who wait already.
    """
    return first(at, attended=True) if state == "left" and attended else {}


def over(state: str, at: str, reason: str | None) -> dict[str, Any]:
    """Return what changes when an open request ends, other than by an agent.

    `reason`: idle, or None where the user went back to the assistant.
    """
    ended = reason or ("user" if state == "active" else "abandoned")
    return {"state": "closed", "closed": at, "ended": ended}


def now_utc() -> datetime:
    return datetime.now(timezone.utc)


def now_iso() -> str:
    """Return now in ISO 8601 in UTC, as a ticket's times are kept."""
    return now_utc().isoformat(timespec="seconds")
