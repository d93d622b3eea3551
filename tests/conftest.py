"""One running assistant for all tests that talk to it."""

from collections.abc import Iterator

import pytest

from tests.running import Running, running_assistant


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_assistant(tmp_path_factory.mktemp("assistant")) as running:
        yield running
