"""Another system's desk gets the pictures of its own conversations, by addresses that end and for who signs."""

import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from actions.tickets.store import TicketStore
from persistence.attachments.addresses import LASTS, Addresses, AttachmentName
from persistence.attachments.redrawing import RedrawnFile
from persistence.attachments.store import Attachments, NewAttachment
from persistence.database import Database
from persistence.helpdesk.signing import signature
from tests.channels.conftest import KEY
from tests.channels.desk.test_input import served, tickets
from tests.channels.fake_rasa import Running
from tests.desk_receiver import SECRET

__all__ = ["served", "tickets"]

pytestmark = pytest.mark.asyncio

ADDRESSES = Addresses(KEY.encode())
PICTURE = b"\xff\xd8 a picture"


@pytest.fixture
def kept(tickets: TicketStore, tmp_path: Path) -> AttachmentName:
    """A picture of one conversation."""
    store = Attachments(Database(f"sqlite:///{tmp_path / 'conversations.db'}", pooled=False))
    id_ = store.keep(NewAttachment("web-a", "user", "a" * 32), RedrawnFile("picture", "image/jpeg", PICTURE))
    assert isinstance(id_, str)
    return AttachmentName("web-a", id_)


async def get(
    served: Running, path: str, *, secret: bytes = SECRET, at: float = 0.0, by: str | None = None
) -> tuple[int, Any]:
    """Ask as the desk does; `at`: seconds from now at which it signs; `by`: another signature."""
    now = str(int(time.time() + at))
    headers = {"X-Timestamp": now, "X-Signature": signature(secret, now, path.encode()) if by is None else by}
    async with aiohttp.ClientSession() as http, http.get(f"{served.url}{path}", headers=headers) as answer:
        return answer.status, await answer.read()


async def test_it_is_shown_to_who_signs(served: Running, kept: AttachmentName) -> None:
    path, until = ADDRESSES.of(kept, time.time())
    assert until > time.time() + LASTS - 10
    assert await get(served, path) == (200, PICTURE)
    other, _ = ADDRESSES.of(kept, time.time() - 1)
    signed_for_another = signature(SECRET, str(int(time.time())), other.encode())
    for refused in (
        await get(served, path, secret=b"another secret, of a length"),
        await get(served, path, at=-3600),
        await get(served, path, by=""),
        await get(served, path, by=signed_for_another),
    ):
        assert refused[0] == 403
        assert PICTURE not in refused[1]


async def test_an_address_of_another_conversation_or_of_another_day_gives_nothing(
    served: Running, kept: AttachmentName
) -> None:
    path, until = ADDRESSES.of(kept, time.time())
    expired, _ = ADDRESSES.of(kept, time.time() - LASTS - 1)
    others, _ = ADDRESSES.of(AttachmentName("web-b", kept.id), time.time())
    moved = path.replace("/web-a/", "/web-b/")
    longer = path.replace(f"-{until}-", f"-{until + 1}-")
    made_up, _ = Addresses(b"another key, of a length to be good").of(kept, time.time())
    for wrong in (expired, others, moved, longer, made_up, path[:-1], f"{path}0", path.rpartition("/")[0] + "/x"):
        assert wrong != path
        status, content = await get(served, wrong)
        assert (status, PICTURE in content) == (404, False), wrong
