"""Agent: one of the staff, and what their role lets them do."""

from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["admin", "agent", "reader"]
ROLES: tuple[Role, ...] = ("admin", "agent", "reader")

_RANK = {"reader": 1, "agent": 2, "admin": 3}

MOST = 8
"""Conversations at once, unless an administrator says otherwise."""


@dataclass(frozen=True)
class Agent:
    """`title`: as users read it; `state`: as the agent chose; `seen`: when the browser was last heard of."""

    id: str
    name: str
    title: str
    role: str
    state: str
    seen: float
    most: int
    disabled: bool


def agent_of(row: Any) -> Agent:
    """Return what a row of agents says."""
    return Agent(row.id, row.name, row.title, row.role, row.state, row.seen, row.most, bool(row.disabled))


def may(role: str, needed: str) -> bool:
    """Say whether the role can do what `needed` can."""
    return _RANK.get(role, 0) >= _RANK[needed]
