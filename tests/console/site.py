"""The desk as browsers have it: an application over a database, with agents who have signed in."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from console.accounts.passwords import Passwords
from console.app import app_of
from console.http.cookies import COOKIE, HEADER, csrf_of
from console.pages import ConsolePages
from console.services import ConsoleServices, Installation, services_of
from persistence.database import Database
from persistence.helpdesk.staff_forms import StaffForms
from tests.persistence.helpdesk.desk import TestDesk

PASSWORD = "a long enough word 7"
CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1))


class Browser:
    """One who has signed in, or nobody."""

    def __init__(self, client: TestClient, token: str = "") -> None:
        self._client, self.token = client, token

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Ask as the page does; `body`: what is sent as JSON, or a file."""
        sent = {"Cookie": f"{COOKIE}={self.token}", HEADER: csrf_of(self.token), **headers} if self.token else headers
        if isinstance(body, bytes):
            return self._client.request(method, path, content=body, headers=sent)
        return self._client.request(method, path, json=body, headers=sent)

    def get(self, path: str) -> Any:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: Any = None) -> Any:
        answer = self.ask("POST", path, body if body is not None else {})
        assert answer.status_code == 200, answer.text
        return answer.json()


class Site(TestDesk):
    """`desk`'s tables with the application over them."""

    def __init__(self, url: str, client: TestClient, services: ConsoleServices) -> None:
        super().__init__(url)
        self.client, self.services = client, services

    def nobody(self) -> Browser:
        return Browser(self.client)

    def signed_in(self, name: str, **more: Any) -> Browser:
        """Make an agent and sign in."""
        self.agent(name, **more)
        return Browser(self.client, self.services.sessions.begin(name, time.time()))

    def done(self) -> list[tuple[str | None, str, str | None]]:
        """Return what the audit has: who, what, of which ticket."""
        return [
            (row["agent"]["id"] if row["agent"] else None, row["what"], row["ticket"])
            for row in reversed(self.services.audit.rows(0))
        ]


@contextmanager
def running_site(
    folder: Path, installation: Installation | None = None, passwords: Passwords = CHEAP
) -> Iterator[Site]:
    url = f"sqlite:///{folder / 'desk.db'}"
    database = Database(url)
    forms = StaffForms(database, b"a key of the tests")
    services = services_of(installation or Installation("http://testserver", False, 0), database, passwords, forms)
    services.nearest._file = folder / "vectors.npz"
    with TestClient(app_of(services, ConsolePages(folder))) as client:
        # Each browser says for itself who it is.
        client.cookies.jar.clear()
        yield Site(url, client, services)
