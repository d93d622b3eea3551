"""Tells where to find the assistant once it is there."""

import http.client
import threading
import time
from collections.abc import Sequence

from launch.environment import LOOPBACK


def answers(port: int) -> bool:
    """Whether something speaks HTTP there; asked directly, since a proxy named in the environment is not for us."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def say_when_answering(text: str, ports: Sequence[int], every: float = 0.1) -> None:
    """Print the text, once, as soon as all the ports answer; returns at once."""

    def wait() -> None:
        while not all(answers(port) for port in ports):
            time.sleep(every)
        print(text, flush=True)

    threading.Thread(target=wait, name="announce", daemon=True).start()
