"""Audit: records who did what, without texts of conversations. Rows are only added."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import or_, select

from console.accounts.acts import NAMES, Act, agent_in_detail, detail_text
from owner.live import answer_titles, current_id
from persistence.database import Database
from persistence.helpdesk.states import now_iso
from persistence.staff_tables import agents, audit
from persistence.tables import tickets

MOST = 100
LONGEST_DETAIL = 255

SAME_LOOK = 300.0
"""Seconds in which repeated requests of one agent for one conversation are recorded once."""

_MOST_LOOKS = 10_000

_NOBODY = {"admin_link": "运维人员", "sign_in_failed": "不认识的登录名"}
"""The name shown for acts that have no account."""


class Audit:
    """Its methods block, and raise SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._looks: dict[tuple[str, str], float] = {}

    def look(self, agent: str, ticket: str, address: str, now: float) -> None:
        """Record that an agent reads a conversation that is not theirs; raise if it cannot be recorded."""
        if not 0 <= now - self._looks.get((agent, ticket), -SAME_LOOK) < SAME_LOOK:
            self.note(agent, "read", address, ticket=ticket)
            if len(self._looks) >= _MOST_LOOKS:
                self._looks.clear()
            self._looks[agent, ticket] = now

    def note(self, agent: str | None, what: Act, address: str, *, ticket: str | None = None, detail: str = "") -> None:
        """Record an act before it is done. If this raises, the act must not be done."""
        with self._database.begin() as connection:
            act_recorder(agent, what, address, detail=detail)(connection, ticket)

    def rows(self, before: int) -> list[dict[str, Any]]:
        """Return the newest rows, at most MOST. `before`: only rows with a smaller id; 0: all."""
        query = select(audit, tickets.c.number).select_from(audit.outerjoin(tickets, audit.c.ticket == tickets.c.id))
        if before:
            query = query.where(audit.c.id < before)
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(audit.c.id.desc()).limit(MOST)).mappings().all()
            named = {row["agent"] for row in rows} | {agent_in_detail(row["what"], row["detail"]) for row in rows}
            titles = _titles(connection, {name for name in named if name})
        return [_shown(row, titles) for row in rows]


def _shown(row: Any, titles: dict[str, str]) -> dict[str, Any]:
    """Return a row as the API has it, with Chinese texts; `what` stays the code."""
    who, what = row["agent"], row["what"]
    return {
        **{name: row[name] for name in ("id", "at", "what", "ticket", "number", "address")},
        "agent": {"id": who, "title": titles.get(who, "")} if who else None,
        "by": titles.get(who or "") or _NOBODY.get(what, "已删除的账号"),
        "act": NAMES.get(what, "其他操作"),
        "detail": detail_text(what, row["detail"], titles, _answer_title),
    }


def _titles(connection: Any, named: set[str]) -> dict[str, str]:
    """Return the titles of these agents, by id and by sign-in name."""
    agents_named = or_(agents.c.id.in_(named), agents.c.name.in_(named))
    rows = connection.execute(select(agents.c.id, agents.c.name, agents.c.title).where(agents_named)).all()
    return {**{row.name: row.title for row in rows}, **{row.id: row.title for row in rows}}


def _answer_title(faq_id: str) -> str:
    title = answer_titles().get(current_id(faq_id))
    return title.title if title else ""


def act_recorder(agent: str | None, what: Act, address: str, *, detail: str = "") -> Callable[[Any, str | None], None]:
    """Return a function that records the act in the caller's transaction; it takes connection and ticket."""

    def note(connection: Any, ticket: str | None) -> None:
        row = {"at": now_iso(), "agent": agent, "what": what, "ticket": ticket, "address": address}
        connection.execute(audit.insert().values(**row, detail=detail[:LONGEST_DETAIL] or None))

    return note
