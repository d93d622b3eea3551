"""The same tests over SQLite and over PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.persistence.privacy.sample import SampleData


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SampleData]:
    file = f"sqlite:///{tmp_path / 'kept.db'}"
    made = SampleData(file if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    yield made
    made.engine.dispose()
