"""Staff: reads and changes the accounts of agents."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from console.accounts.agent import Agent, agent_of, may
from console.accounts.audit import act_recorder
from persistence.database import Database
from persistence.helpdesk.presence import shown_state
from persistence.staff_tables import agent_sessions, agents
from persistence.tables import tickets


class LastAdministrator(Exception):
    """The change would leave no administrator."""


class Staff:
    """Its methods block, and raise SQLAlchemyError. `now`: seconds since 1970."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_name(self, name: str) -> tuple[Agent, str] | None:
        """Return the agent with this sign-in name and the password hash; None if unknown or disabled."""
        query = select(agents).where(func.lower(agents.c.name) == name.lower(), agents.c.disabled.is_(False))
        with self._database.begin() as connection:
            row = connection.execute(query).first()
        return (agent_of(row), row.password_hash) if row else None

    def by_id(self, id_: str) -> Agent | None:
        with self._database.begin() as connection:
            row = connection.execute(select(agents).where(agents.c.id == id_)).first()
        return agent_of(row) if row else None

    def all(self, now: float) -> list[dict[str, Any]]:
        """Return all agents, with the number of their conversations."""
        has = select(tickets.c.agent, func.count().label("has")).where(tickets.c.state == "active")
        with self._database.begin() as connection:
            active = {row.agent: row.has for row in connection.execute(has.group_by(tickets.c.agent))}
            rows = connection.execute(select(agents).order_by(agents.c.disabled, agents.c.name)).all()
        return [_listed(agent_of(row), active.get(row.id, 0), now) for row in rows]

    def keep_password(self, id_: str, hashed: str) -> None:
        """Store the new password hash and end all sessions of the agent."""
        with self._database.begin() as connection:
            connection.execute(agents.update().where(agents.c.id == id_).values(password_hash=hashed))
            connection.execute(agent_sessions.delete().where(agent_sessions.c.agent == id_))

    def change(self, id_: str, values: Mapping[str, Any], by: str, address: str) -> bool:
        """Change title, role, most or disabled; return whether the agent exists. Raises LastAdministrator.

        An agent who is disabled or gets a lower role is signed out. Other changes apply from the next request.
        """
        admins = select(agents.c.id).where(agents.c.role == "admin", agents.c.disabled.is_(False))
        with self._database.begin() as connection:
            # The lock makes two administrators wait who remove each other at the same time.
            connection.execute(admins.order_by(agents.c.id).with_for_update()).all()
            before = connection.execute(select(agents).where(agents.c.id == id_).with_for_update()).first()
            if before is None:
                return False
            new = {name: value for name, value in values.items() if getattr(before, name) != value}
            if not new:
                return True
            # A disabled agent counts as away at once.
            gone = {"seen": 0.0} if new.get("disabled") else {}
            connection.execute(agents.update().where(agents.c.id == id_).values(**new, **gone))
            if not connection.execute(admins.limit(1)).first():
                raise LastAdministrator
            if _takes_away(before, new):
                connection.execute(agent_sessions.delete().where(agent_sessions.c.agent == id_))
            named = "、".join(name if name == "title" else f"{name}={new[name]}" for name in sorted(new))
            act_recorder(by, "agent_changed", address, detail=f"{id_} {named}")(connection, None)
        return True


def _takes_away(before: Any, new: Mapping[str, Any]) -> bool:
    """Return whether the change takes permissions away. `before`: the agent's row."""
    return bool(new.get("disabled")) or not may(new.get("role", before.role), before.role)


def _listed(agent: Agent, active: int, now: float) -> dict[str, Any]:
    return {
        "id": agent.id,
        "title": agent.title,
        "name": agent.name,
        "role": agent.role,
        "state": "offline" if agent.disabled else shown_state(agent.state, agent.seen, now),
        "active": active,
        "most": agent.most,
        "disabled": agent.disabled,
    }
