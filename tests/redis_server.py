"""A Redis of the test's own, on a free port of this machine; it keeps nothing."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from launch.ports import free_port


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Return when it answers."""
        self._process = subprocess.Popen(
            ["redis-server", *f"--port {self._port} --bind 127.0.0.1 --dir".split(), str(self._folder), "--save", ""],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 30
        with Redis.from_url(self.url) as client:
            while True:
                try:
                    client.ping()
                    return
                except RedisError:
                    assert time.monotonic() < until
                    time.sleep(0.02)

    def stop(self) -> None:
        if self._process:
            os.kill(self._process.pid, signal.SIGTERM)
            self._process.wait(timeout=30)
            self._process = None

    def names(self) -> str:
        """Return all keys as one text."""
        with Redis.from_url(self.url, decode_responses=True) as client:
            return "\n".join(client.scan_iter())

    def everything(self) -> str:
        """Return all keys and values as one text."""
        with Redis.from_url(self.url, decode_responses=True) as client:
            # "none" is the type of a key that expired after its name was read.
            reads = {"string": client.get, "zset": lambda key: client.zrange(key, 0, -1), "none": lambda _: ""}
            return "\n".join(f"{key} {reads[client.type(key)](key)}" for key in client.scan_iter())


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
