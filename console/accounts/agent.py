"""Agent: one member of the staff. may() compares roles."""

from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["admin", "agent", "reader"]
ROLES: tuple[Role, ...] = ("admin", "agent", "reader")

_RANK = {"reader": 1, "agent": 2, "admin": 3}

MOST = 8
"""Conversations that a new agent may have at once; administrators can change it."""


@dataclass(frozen=True)
class Agent:
    """`title`: the name shown to users; `state`: chosen by the agent; `seen`: the browser's last heartbeat."""

    id: str
    name: str
    title: str
    role: str
    state: str
    seen: float
    most: int
    disabled: bool


def agent_of(row: Any) -> Agent:
    """Return the agent of a row of the table."""
    return Agent(row.id, row.name, row.title, row.role, row.state, row.seen, row.most, bool(row.disabled))


def may(role: str, needed: str) -> bool:
    """Return whether `role` is at least `needed`."""
    return _RANK.get(role, 0) >= _RANK[needed]
