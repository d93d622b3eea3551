"""The same tests over SQLite and over PostgreSQL."""

from pathlib import Path

import pytest


@pytest.fixture(scope="module", autouse=True)
def _tables() -> None:
    """Here the steps themselves make the tables, and no copy of what they made before."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is empty."""
    file = f"sqlite:///{tmp_path / 'conversations.db'}"
    return file if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
