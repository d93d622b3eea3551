"""What the desk keeps of its own goes when it is of no more use; over SQLite and PostgreSQL."""

import time
from datetime import datetime, timedelta, timezone

from persistence.privacy.expiry import expire
from persistence.privacy.staff import AUDIT_DAYS
from persistence.privacy.steps import Steps
from persistence.staff_tables import agent_sessions, audit, invitations, sign_ins
from persistence.tables import desk_outbox
from tests.persistence.privacy.sample import DAY, SampleData

WEEK = 7.0


def day(age: float) -> str:
    return (datetime.now(timezone.utc) - timedelta(days=age)).isoformat(timespec="seconds")


def fill(sample: SampleData) -> None:
    now = time.time()
    with sample.engine.begin() as connection:
        for age, what in ((AUDIT_DAYS + 1, "old"), (AUDIT_DAYS - 1, "young")):
            connection.execute(audit.insert().values(at=day(age), what=what))
        for token, until in (("over", now - 1), ("good", now + 60)):
            session = {"agent": "a", "made": 0.0, "seen": 0.0}
            connection.execute(agent_sessions.insert().values(token_hash=token, until=until, **session))
            connection.execute(invitations.insert().values(token_hash=token, role="agent", until=until))
            connection.execute(sign_ins.insert().values(key=token, at=until - 3600))
        row = {"ticket": "t", "conversation": "web-a", "kind": "message", "body": "{}", "attempts": 0, "due": 0.0}
        for age, state in ((8, "sent"), (8, "pending"), (6, "sent")):
            connection.execute(desk_outbox.insert().values(at=now - age * DAY, state=state, **row))


def left(sample: SampleData) -> list[list[str]]:
    columns = (("audit", "what"), ("agent_sessions", "token_hash"), ("invitations", "token_hash"), ("sign_ins", "key"))
    outbox = sorted(str(row["state"]) for row in sample.rows("desk_outbox"))
    return [*([str(row[column]) for row in sample.rows(table)] for table, column in columns), outbox]


def test_what_is_over_goes(sample: SampleData) -> None:
    fill(sample)
    steps, before = Steps(sample.engine, lambda _: None), sample.now - WEEK * DAY
    there = left(sample)
    expire(sample.engine, steps, before, anonymise=True, dry_run=True)
    assert left(sample) == there
    expire(sample.engine, steps, before, anonymise=True)
    # What is still to be delivered stays with its request.
    assert left(sample) == [["young"], ["good"], ["good"], ["good"], ["pending", "sent"]]
