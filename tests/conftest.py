"""One running assistant, one PostgreSQL and one Redis, for all tests that talk to them."""

import gc
from collections.abc import Iterator

import pytest

from owner import live
from persistence import database
from tests import made_tables
from tests.frozen.project import frozen_project
from tests.frozen.sentences import frozen_complaint
from tests.pages_shown import pytest_runtest_makereport as pytest_runtest_makereport
from tests.postgres import PostgresServer, running_postgres
from tests.redis_server import RedisServer, redis_server
from tests.running import Running, running_assistant
from tests.selection import Reached, begins

YOUNGEST = 20_000
"""After so many more objects the collector of garbage looks through them; at 700 it takes a twentieth of the time."""

LONGEST_NAME, SHOWN = 200, 24
"""Characters of a test's parameter that may stand in its name, and those that stand there of a longer one."""


@pytest.fixture(scope="session", autouse=True)
def _frozen_profile() -> Iterator[None]:
    """What runs in the tests' own process has the profile and the titles of the frozen content."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live, "content_folder", lambda: frozen_project() / "data")
        yield


@pytest.fixture(scope="module", autouse=True)
def _tables() -> Iterator[None]:
    """What runs in the tests' own process makes the tables of SQLite's databases once, and not for each test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "upgrade", made_tables.upgrade_or_copy)
        yield


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_assistant(tmp_path_factory.mktemp("assistant")) as running:
        yield running


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """`fresh()` of it is the address of a new database; a test that stops it starts it again."""
    with running_postgres(tmp_path_factory.mktemp("postgresql")) as server:
        yield server


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """The address of a database that this test alone has."""
    url = postgres.fresh()
    yield url
    postgres.drop(url)


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis for a module; a test that stops it starts it again."""
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a long text by its beginning and length: each process hears each name, and one of them was 40 MB."""
    if isinstance(val, (str, bytes)) and len(val) > LONGEST_NAME:
        return f"{val[:SHOWN]!a} and so on, {len(val)}"
    return None


def pytest_sessionstart() -> None:
    """End at once where the frozen profile lacks a sentence: else forty tests fail, none of which says why."""
    if complaint := frozen_complaint():
        raise pytest.UsageError(complaint)


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """Nearly all that is made while tests are collected stays: looking for garbage in it costs a fifth of the time."""
    gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    """Mark what starts processes, and give each worker what belongs together; what takes long begins first."""
    reached = Reached()
    for item in items:
        reached.mark(item)
    if hasattr(config, "workerinput"):
        items.sort(key=begins)


def pytest_collection_finish() -> None:
    """What was imported stays until the end: the collector of garbage need not look through it again and again."""
    gc.freeze()
    gc.set_threshold(YOUNGEST)
    gc.enable()
