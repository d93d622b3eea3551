"""A running web chat, and clients of it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from channels.webchat.input import WebChatInput
from owner.live import using
from owner.profile import Profile
from persistence.names import Names
from settings.processes import rasa_server
from tests.channels.fake_rasa import ANSWERS, Running, running
from tests.owner.builders import library

KEY = "9c1f7ab24e60d83b5a7e12f4c86d09b3"
NAMES = Names(KEY.encode())
"""How the servers of these tests store names from outside."""


@pytest.fixture(autouse=True)
def _server_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test is a server, which reads its settings once."""
    monkeypatch.setenv("SESSION_SECRET", KEY)
    rasa_server.cache_clear()
    yield
    rasa_server.cache_clear()


@pytest.fixture(autouse=True)
def profile() -> Iterator[Profile]:
    """The profile that is served: of an institution that does not exist."""
    made = library()
    with using(made, ANSWERS):
        yield made


@pytest.fixture
def credentials(tmp_path: Path) -> dict[str, object]:
    return {
        "payload_intents": ["ask", "inform", "menu", "greet", "handoff", "none_of_these"],
        "secret_env": "UNSET_SESSION_SECRET",
        "secret_file": str(tmp_path / "session.key"),
    }


@pytest_asyncio.fixture
async def server(credentials: dict[str, object]) -> AsyncIterator[Running]:
    async with running(WebChatInput.from_credentials(credentials)) as it:
        yield it
