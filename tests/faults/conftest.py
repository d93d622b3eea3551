"""One cluster for all faults; each test puts back what it has broken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster import Site, running_cluster
from tests.desk_receiver import SECRET, Receiver
from tests.faults.figures import COUNTED, write


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--faults-table", type=Path, help="a page whose table of figures is written anew")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Figures of a run in which something failed would be no figures of what is promised."""
    page = session.config.getoption("--faults-table", None)
    if page and exitstatus == 0:
        write(page, COUNTED)


@pytest.fixture(scope="package")
def receiver() -> Iterator[Receiver]:
    it = Receiver()
    yield it
    it.stop()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[Site]:
    more = {"HANDOFF_WEBHOOK_URL": receiver.url, "HANDOFF_WEBHOOK_SECRET": SECRET.decode()}
    with running_cluster(tmp_path_factory.mktemp("site"), more) as running:
        yield running


@pytest.fixture(autouse=True)
def _whole(request: pytest.FixtureRequest) -> None:
    """Each test begins with everything running."""
    if "site" in request.fixturenames:
        running: Site = request.getfixturevalue("site")
        for part in (running.postgresql, running.redis, running.actions, *running.instances, running.nginx):
            assert part.is_running, part.name
