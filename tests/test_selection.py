"""What starts a process is found through helpers, classes and modules; what does not is left alone."""

import subprocess

import pytest

from launch.ports import free_port
from tests import running
from tests.postgres import PostgresServer
from tests.running import running_assistant
from tests.selection import starts_process


def directly() -> None:
    subprocess.run(["true"], check=True)


def in_a_helper() -> None:
    directly()


def round_in_circles(times: int) -> None:
    if times:
        and_back(times - 1)


def and_back(times: int) -> None:
    round_in_circles(times)
    in_a_helper()


def of_a_class() -> object:
    return PostgresServer


def of_a_module() -> object:
    return running.running_assistant


def inside() -> object:
    return lambda: directly()


def nothing() -> int:
    return free_port()


@pytest.mark.parametrize(
    "function",
    [directly, in_a_helper, round_in_circles, and_back, of_a_class, of_a_module, inside, running_assistant],
)
def test_it_starts_a_process(function: object) -> None:
    assert starts_process([function], {})


def test_it_does_not(request: pytest.FixtureRequest) -> None:
    assert not starts_process([nothing, free_port], {})
    assert request.node.get_closest_marker("slow") is None


@pytest.fixture
def started() -> None:
    directly()


@pytest.mark.usefixtures("started")
def test_a_fixture_counts(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("slow")
