"""The tables of the people who run the assistant: their accounts at the desk, what they did, what they published.

Users' conversations stand in persistence/tables.py.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text

from persistence.tables import metadata

# The staff of the built-in desk; times in seconds since 1970 where they are compared with now.
agents: Any = Table(
    "agents",
    metadata,
    Column("id", String(32), primary_key=True),
    # what an agent signs in with, and what users read
    Column("name", String(64), nullable=False, unique=True),
    Column("title", String(64), nullable=False),
    Column("password_hash", String(255), nullable=False),
    # admin, agent or reader
    Column("role", String(10), nullable=False),
    # online, busy or offline, as the agent chose; and when the agent's browser was last heard of
    Column("state", String(10), nullable=False),
    Column("seen", Float, nullable=False),
    # how many conversations at once, at most
    Column("most", Integer, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("made", String(32), nullable=False),
)

agent_sessions: Any = Table(
    "agent_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("agent", String(32), nullable=False, index=True),
    Column("made", Float, nullable=False),
    Column("seen", Float, nullable=False),
    Column("until", Float, nullable=False),
)

invitations: Any = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(10), nullable=False),
    # none where the machine's operator asked for the link of the first administrator
    Column("made_by", String(32)),
    Column("until", Float, nullable=False),
    Column("used", Float),
)

# Attempts to sign in that failed, each under the name and under the address.
sign_ins: Any = Table(
    "sign_ins",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(128), nullable=False),
    Column("at", Float, nullable=False),
)

Index("sign_ins_key", sign_ins.c.key, sign_ins.c.at)

# The audit: who did what, without texts of conversations; rows are only added.
audit: Any = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("agent", String(32)),
    Column("what", String(32), nullable=False),
    Column("ticket", String(32)),
    Column("detail", String(255)),
    Column("address", String(64)),
)

canned: Any = Table(
    "canned",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("by", String(32), nullable=False),
    Column("at", String(32), nullable=False),
)

# Nothing of users: what the owner published, and who did it.
publications: Any = Table(
    "publications",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    # ISO 8601 in UTC
    Column("at", String(32), nullable=False),
    # the operator's login name, or what BY says
    Column("who", String(64), nullable=False),
    # publish or rollback
    Column("kind", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    # the model's file, and a digest of it and all that was generated with it
    Column("model", String(64), nullable=False),
    Column("content", String(32), nullable=False),
    # JSON: ids of answers by what happened to them, and which content it is; counts and seconds
    Column("changes", Text, nullable=False),
    Column("figures", Text, nullable=False),
    # begun, done or refused
    Column("outcome", String(16), nullable=False),
)
