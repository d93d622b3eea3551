"""The desk and what stands in for the Rasa server, each a process that is killed and started anew."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from console.accounts.sessions import Sessions
from console.http.cookies import COOKIE, csrf_of
from launch.ports import free_port
from persistence.helpdesk.signing import desk_key
from tests.persistence.helpdesk.desk import TestDesk
from tests.running import ROOT, wait_until_it_answers

KEY = "a key of this installation, of a length"


class Process:
    """Started by its command; killed by SIGKILL."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self._command, self._environment, self._log = command, environment, log
        self._running: subprocess.Popen[bytes] | None = None

    def start(self, page: str = "") -> None:
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, *self._command], cwd=ROOT, env={**os.environ, **self._environment},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        if page:
            wait_until_it_answers(page, self._running)

    @property
    def pid(self) -> int:
        assert self._running
        return self._running.pid

    @property
    def has_ended(self) -> bool:
        return self._running is None or self._running.poll() is not None

    def kill(self) -> None:
        if self._running:
            self._running.send_signal(signal.SIGKILL)
            self._running.wait(60)


class Keeper:
    """Starts a process anew while it dies by itself, until it is told to stop."""

    def __init__(self, process: Process) -> None:
        self._process, self._stopping = process, threading.Event()
        self.starts = 0
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._stopping.wait(0.1):
            if self._process.has_ended:
                self._process.start()
                self.starts += 1

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()
        self._process.kill()


class DeskSite(TestDesk):
    """`console` and `rasa` are started by the test; `dies`: as in desk_stand_in."""

    def __init__(self, folder: Path, *, dies: int = 0) -> None:
        super().__init__(f"sqlite:///{folder / 'desk.db'}")
        self.database.upgrade()
        self.port, rasa_port = free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        environment = {
            "DATABASE_URL": self.url,
            "SESSION_SECRET": KEY,
            "DESK_ENDPOINT_URL": f"http://127.0.0.1:{rasa_port}/webhooks/desk/webhook",
        }
        command = ["-m", "launch", "console", "--port", str(self.port)]
        self.console = Process(command, environment, folder / "console.log")
        stand_in = ["-m", "tests.faults.desk_stand_in", self.url, str(rasa_port), desk_key(KEY).hex(), str(dies)]
        self.rasa = Process(stand_in, environment, folder / "rasa.log")

    def start_console(self) -> None:
        self.console.start(f"{self.address}/health")

    def token(self, agent: str) -> str:
        self.agent(agent)
        return Sessions(self.database).begin(agent, time.time())

    def post(self, token: str, path: str, body: Mapping[str, Any]) -> int:
        """Return the status, 0 where nobody answers."""
        headers = {"Cookie": f"{COOKIE}={token}", "X-CSRF": csrf_of(token)}
        request = urllib.request.Request(f"{self.address}{path}", json.dumps(body).encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def stop(self) -> None:
        self.console.kill()
        self.rasa.kill()
