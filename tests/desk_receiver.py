"""A desk's own system, for tests: takes what it is told, or refuses it."""

import json
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from actions.tickets.webhook import signature

SECRET = b"9c1f7ab24e60d83b"


class Receiver:
    """A desk that answers with `status`."""

    def __init__(self) -> None:
        self.status = 200
        self.heard: list[dict[str, Any]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                expected = f"sha256={signature(SECRET, int(self.headers['X-Timestamp']), body)}"
                assert self.headers["X-Signature"] == expected
                if receiver.status == 200:
                    receiver.heard.append(json.loads(body))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/tickets"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def wait(self, count: int, seconds: float = 30.0) -> list[dict[str, Any]]:
        """Return what was heard once there is so much of it."""
        deadline = time.monotonic() + seconds
        while len(self.heard) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(self.heard) >= count
        return self.heard

    def first(self, seconds: float = 30.0, **fields: str) -> dict[str, Any]:
        """Return the first event with these fields, once it has been heard."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for event in list(self.heard):
                if fields.items() <= event.items():
                    return event
            time.sleep(0.02)
        raise AssertionError(f"no event with {fields} among {len(self.heard)}")


def signed(packet: object, at: float | None = None, secret: bytes = SECRET) -> tuple[bytes, Mapping[str, str]]:
    """Return the body and the headers with which a desk answers."""
    body, now = json.dumps(packet).encode(), int(at if at is not None else time.time())
    return body, {"X-Timestamp": str(now), "X-Signature": f"sha256={signature(secret, now, body)}"}
