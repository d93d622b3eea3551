"""Prints the address of the assistant once its pages answer."""

import http.client
import threading
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus

from launch.environment import LOOPBACK


def answers(port: int, path: str) -> bool:
    """Return whether the page answers; asks it without the proxy that the environment may name."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def when_answering(then: Callable[[], None], pages: Mapping[int, str], every: float = 0.1) -> None:
    """Call `then` once, in a thread, as soon as all pages (port → path) answer; return at once."""

    def wait() -> None:
        while not all(answers(port, path) for port, path in pages.items()):
            time.sleep(every)
        then()

    threading.Thread(target=wait, name="announce", daemon=True).start()


def say_when_answering(text: str, pages: Mapping[int, str], every: float = 0.1) -> None:
    """Print the text, once, as soon as all pages are there; returns at once."""
    when_answering(lambda: print(text, flush=True), pages, every)
