import http.server
import threading
import time
from collections.abc import Iterator

import pytest

from launch.announce import answers, say_when_answering
from launch.ports import free_port


class Page(http.server.BaseHTTPRequestHandler):
    """Only /ready is there."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/ready" else 503)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing to read in the output of the tests."""


@pytest.fixture
def port() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_only_a_page_that_is_there_answers(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    assert answers(port, "/ready")
    assert not answers(port, "/broken")
    assert not answers(free_port(), "/ready")


def test_said_once_when_all_answer(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    late = free_port()
    say_when_answering("started", {port: "/ready", late: "/ready"}, every=0.01)
    time.sleep(0.2)
    assert capfd.readouterr().out == ""
    with http.server.ThreadingHTTPServer(("127.0.0.1", late), Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        _wait_for_announcement()
        server.shutdown()
        thread.join()
    assert capfd.readouterr().out == "started\n"


def _wait_for_announcement() -> None:
    for thread in threading.enumerate():
        if thread.name == "announce":
            thread.join(30)
