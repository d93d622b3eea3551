"""Deletes expired records of the desk: delivered packets, audit rows, ended sessions, links, sign-in attempts."""

import time
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import select

from persistence.privacy.expired import ExpiryOptions
from persistence.privacy.steps import Steps, locked
from persistence.staff_tables import agent_sessions, audit, invitations, sign_ins
from persistence.tables import desk_outbox

AUDIT_DAYS = 365
"""For how long it can be looked up who did what."""

GUESSES_SECONDS = 3600
"""Longer than failed attempts to sign in are counted (console/accounts/sign_in_limit.py)."""

_DAY_SECONDS = 86_400


def expire_staff(steps: Steps, options: ExpiryOptions) -> None:
    """Remove it; nothing where only counting is asked for."""
    if options.dry_run:
        return
    now = time.time()
    last = datetime.fromtimestamp(now - AUDIT_DAYS * _DAY_SECONDS, timezone.utc).isoformat(timespec="seconds")
    old = (
        (desk_outbox, desk_outbox.c.id, (desk_outbox.c.at < options.before) & (desk_outbox.c.state != "pending")),
        (audit, audit.c.id, audit.c.at < last),
        (agent_sessions, agent_sessions.c.token_hash, agent_sessions.c.until < now),
        (invitations, invitations.c.token_hash, invitations.c.until < now),
        (sign_ins, sign_ins.c.id, sign_ins.c.at < now - GUESSES_SECONDS),
    )
    for table, key, where in old:
        while steps.change(_remove, table, key, where):
            pass


def _remove(connection: Any, table: Any, key: Any, where: Any) -> int:
    keys = [row[0] for row in locked(connection, select(key).where(where).order_by(key))]
    connection.execute(table.delete().where(key.in_(keys)))
    return len(keys)
