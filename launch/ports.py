"""Finds a free port of the loopback address, and checks whether a port is free."""

import socket

from launch.environment import LOOPBACK


def is_free(port: int) -> bool:
    """Whether a server can listen on the port now; another process may still take it before ours does."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are only fading away is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that the system chooses, and for a minute chooses for nobody else: a server takes seconds to listen.

    A connection that has just ended keeps it in TIME_WAIT. Servers set SO_REUSEADDR and may listen nevertheless.
    """
    with socket.socket() as listening:
        listening.bind((LOOPBACK, 0))
        # Only now: with it the system would choose among ports that are kept like this.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.listen()
        port: int = listening.getsockname()[1]
        with socket.create_connection((LOOPBACK, port)):
            # The side that closes first keeps the port.
            listening.accept()[0].close()
        return port
