import hashlib
import hmac
import threading
import urllib.error
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from actions.tickets.webhook import Webhook, signature, webhook
from settings.processes import ActionServer
from settings.reading import SettingsRefused
from tests.desk_receiver import Receiver
from tests.environment import read_from

SECRET = "9c1f7ab24e60d83b"


def test_the_signature_is_over_the_time_and_the_body() -> None:
    expected = hmac.new(SECRET.encode(), b'7.{"a": 1}', hashlib.sha256).hexdigest()
    assert signature(SECRET.encode(), 7, b'{"a": 1}') == expected
    assert signature(SECRET.encode(), 8, b'{"a": 1}') != expected


def test_no_address_no_receiver() -> None:
    assert webhook(read_from(ActionServer, {"HANDOFF_WEBHOOK_SECRET": SECRET})) is None


@pytest.mark.parametrize(
    ("url", "secret", "name"),
    [
        ("desk.example.org", SECRET, "HANDOFF_WEBHOOK_URL"),
        ("file:///etc/passwd", SECRET, "HANDOFF_WEBHOOK_URL"),
        ("https://desk.example.org", "", "HANDOFF_WEBHOOK_SECRET"),
        ("https://desk.example.org", "short", "HANDOFF_WEBHOOK_SECRET"),
    ],
)
def test_what_is_set_wrongly_is_said(url: str, secret: str, name: str) -> None:
    with pytest.raises(SettingsRefused, match=name):
        read_from(ActionServer, {"HANDOFF_WEBHOOK_URL": url, "HANDOFF_WEBHOOK_SECRET": secret})


@pytest.fixture
def elsewhere() -> Iterator[Receiver]:
    it = Receiver()
    yield it
    it.stop()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int, elsewhere: Receiver) -> None:
    asked: list[str] = []

    class Leading(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Location", elsewhere.url)
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Leading)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        with pytest.raises(urllib.error.HTTPError) as refused:
            Webhook(f"http://127.0.0.1:{server.server_port}/desk", SECRET.encode()).post("{}", 7)
        refused.value.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == ["/desk"]
    assert elsewhere.heard == []
