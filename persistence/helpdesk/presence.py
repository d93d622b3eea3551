"""Presence of the staff, from the state an agent chose and the last sign of the agent's browser."""

from typing import Any, Literal, NamedTuple

from sqlalchemy import func, select

from persistence.database import Database
from persistence.staff_tables import agents
from persistence.tables import tickets

ALIVE = 60.0
"""Seconds after its last word at which a browser counts as gone."""

Chosen = Literal["online", "busy", "offline"]


class AgentsPresent(NamedTuple):
    """Numbers of agents. `online`: take new requests; `free`: of these, those with room; `present`: busy ones as well.

    A busy agent takes no new request, but still answers those who wait.
    """

    online: int
    free: int
    present: int


def shown_state(state: str, seen: float, now: float) -> str:
    """Return the state that others see: a browser that is gone is offline, whatever was chosen in it."""
    return state if now - seen < ALIVE else "offline"


def is_present(now: float) -> Any:
    """Return the condition on a row of agents that those who wait are answered by, at once or when there is time."""
    works = agents.c.role.in_(("admin", "agent")) & agents.c.disabled.is_(False)
    return works & (agents.c.state != "offline") & (agents.c.seen > now - ALIVE)


class Presence:
    """Works with any database of SQLAlchemy. Its methods block, and raise SQLAlchemyError. `now`: seconds since
    1970.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def there(self, now: float) -> AgentsPresent:
        """Return who is there for whoever asks now."""
        has = select(func.count()).where(tickets.c.agent == agents.c.id, tickets.c.state == "active").scalar_subquery()
        with self._database.begin() as connection:
            query = select(agents.c.state, agents.c.most, has.label("has")).where(is_present(now))
            rows = connection.execute(query).all()
        online = [row for row in rows if row.state == "online"]
        return AgentsPresent(len(online), sum(row.has < row.most for row in online), len(rows))

    def beat(self, agent: str, now: float) -> None:
        """The agent's browser is there."""
        self._change(agent, seen=now)

    def choose(self, agent: str, state: Chosen, now: float) -> None:
        self._change(agent, state=state, seen=now)

    def leave(self, agent: str) -> None:
        """The agent has signed out: what they have goes back to the queue at once."""
        self._change(agent, seen=0.0)

    def _change(self, agent: str, **values: Any) -> None:
        with self._database.begin() as connection:
            connection.execute(agents.update().where(agents.c.id == agent).values(**values))
