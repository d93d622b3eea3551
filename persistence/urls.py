"""Where things are kept, by the environment: DATABASE_URL and REDIS_URL."""

from collections.abc import Mapping

ONE_MACHINE = "sqlite:///var/conversations.db"


def database_url(environment: Mapping[str, str]) -> str:
    """Return SQLAlchemy's address of the database of conversations, tickets and feedback."""
    return environment.get("DATABASE_URL", "").strip() or ONE_MACHINE


def redis_url(environment: Mapping[str, str]) -> str | None:
    """Return the address of the Redis that several instances share, None where there is one instance alone."""
    return environment.get("REDIS_URL", "").strip() or None
