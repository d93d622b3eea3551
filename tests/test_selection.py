"""What starts a process is found through helpers, classes and modules; what does not is left alone."""

import subprocess

import pytest
from playwright.async_api import async_playwright

from benchmarks.understanding.new_faq import ours
from launch.ports import free_port
from tests import running
from tests.cluster import running_cluster
from tests.postgres import PostgresServer
from tests.running import running_assistant
from tests.selection import BROWSERS, CLUSTERS, STARTERS, TRAINERS, Reached


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


def of_a_cluster() -> object:
    return running_cluster


def of_a_browser() -> object:
    return async_playwright


def inside() -> object:
    return lambda: directly()


def nothing() -> int:
    return free_port()


@pytest.mark.parametrize(
    "function",
    [directly, in_a_helper, round_in_circles, and_back, of_a_class, of_a_module, inside, running_assistant],
)
def test_it_starts_a_process(function: object) -> None:
    assert Reached().by([function]) & STARTERS


def test_it_trains() -> None:
    assert Reached().by([ours]) == TRAINERS


def test_it_does_not(request: pytest.FixtureRequest) -> None:
    assert not Reached().by([nothing, free_port])
    assert request.node.get_closest_marker("slow") is None


@pytest.mark.parametrize(
    ("function", "cluster", "browser"),
    [(of_a_cluster, True, False), (of_a_browser, False, True), (running_assistant, False, False)],
)
def test_clusters_and_browsers_are_told_apart(function: object, cluster: bool, browser: bool) -> None:
    result = Reached().by([function])
    assert (bool(result & CLUSTERS), bool(result & BROWSERS)) == (cluster, browser)


@pytest.fixture
def started() -> None:
    directly()


@pytest.mark.usefixtures("started")
def test_a_fixture_counts(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("slow")
