"""The same tests over SQLite and over PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from persistence import engine
from tests.persistence.privacy.sample import SampleData


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SampleData]:
    file = f"sqlite:///{tmp_path / 'kept.db'}"
    made = SampleData(file if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    yield made
    made.engine.dispose()


@pytest.fixture(scope="module", autouse=True)
def _without_waiting_for_the_disk() -> Iterator[None]:
    """What is erased is written through to the disk each time. Only the machine's failure would need it there."""
    as_served = engine._write_ahead

    def write_ahead(connection: Any, record: Any) -> None:
        as_served(connection, record)
        connection.execute("PRAGMA synchronous=OFF")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_write_ahead", write_ahead)
        yield
