import socket
from collections.abc import Iterator

import pytest

from launch.ports import free_port, is_free


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.fixture
def taken_for_all_addresses() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("0.0.0.0", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_seen(taken: int, taken_for_all_addresses: int) -> None:
    assert not is_free(taken)
    assert not is_free(taken_for_all_addresses)


def test_a_port_is_chosen_that_nobody_has(taken: int) -> None:
    other = free_port()
    assert other != taken
    assert is_free(other)


def test_no_port_is_chosen_twice_while_nobody_listens_yet() -> None:
    ports = [free_port() for _ in range(2000)]
    assert len(set(ports)) == len(ports)


def test_a_port_whose_server_has_just_gone_is_free() -> None:
    with socket.socket() as server:
        # As Sanic does.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            accepted, _ = server.accept()
            # The side that closes first keeps the port in TIME_WAIT for a minute.
            accepted.close()
    assert is_free(port)
