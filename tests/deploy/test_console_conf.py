"""console.conf: what nginx refuses itself is a short Chinese sentence in JSON, as the desk's own refusals are."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from launch.cluster import proxy
from launch.ports import free_port
from tests.running import ROOT

CHINESE = re.compile(r"^[\u4e00-\u9fff，。；]+$")


def on_this_machine(port: int, desk: int) -> str:
    """Return the file for a port of the loopback address, without its certificate."""
    text = (ROOT / "deploy/nginx/console.conf").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^    (ssl_|listen 8443|add_header).*\n", "", text)
    text = re.sub(r"    if \(\$scheme = http\) \{.*?\n    \}\n", "", text, flags=re.DOTALL)
    return text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("10.87.5.13:5006", f"127.0.0.1:{desk}")


class Desk(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404)
        self.end_headers()
        self.wfile.write('{"error":"没有这个请求。"}'.encode())

    def log_message(self, format: str, *_: object) -> None:
        """Say nothing."""


@contextmanager
def proxied(folder: Path, desk: int) -> Iterator[int]:
    """Run nginx before the desk's port; gives its own, stops it."""
    port, other = free_port(), free_port()
    proxy.write_settings(folder, other, free_port())
    proxy.write_upstreams(folder, [free_port()])
    (folder / "console.conf").write_text(on_this_machine(port, desk), encoding="utf-8")
    nginx = shutil.which("nginx")
    assert nginx
    proxy.check(nginx, folder)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")], stdout=log, stderr=subprocess.STDOUT
        )
        try:
            until = time.monotonic() + 20
            while not refused(port, "GET", "/nothing")[0] and time.monotonic() < until:
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def refused(port: int, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
    """Return the status and the sentence; 0 where nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, {"Connection": "close"})
        answer = connection.getresponse()
        data = json.loads(answer.read())
    except ConnectionRefusedError:
        return 0, ""
    finally:
        connection.close()
    return answer.status, str(data["error"])


@pytest.mark.parametrize(
    ("method", "path", "size", "status"),
    [
        ("POST", "/api/sign-in", 70_000, 413),
        ("POST", f"/api/tickets/{'0' * 32}/pictures", 9_000_000, 413),
        ("GET", "/nothing", 0, 404),
        ("PUT", "/", 0, 403),
        ("GET", "/api/me", 0, 502),
        pytest.param("GET", "/api/" + "a" * 9000, 0, 414, id="long"),
    ],
)
def test_each_refusal_is_a_sentence(tmp_path: Path, method: str, path: str, size: int, status: int) -> None:
    with proxied(tmp_path, free_port()) as port:
        result, sentence = refused(port, method, path, b"x" * size)
        assert result == status
        assert CHINESE.match(sentence), sentence


def test_what_the_desk_says_goes_through(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        with proxied(tmp_path, int(server.server_address[1])) as port:
            assert refused(port, "GET", "/api/tickets/x") == (404, "没有这个请求。")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
