"""The same tests over SQLite and over PostgreSQL."""

from pathlib import Path

import pytest

from tests.persistence.helpdesk.desk import TestDesk


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> TestDesk:
    file = f"sqlite:///{tmp_path / 'desk.db'}"
    return TestDesk(file if request.param == "sqlite" else str(request.getfixturevalue("postgres_url")))
