"""Looking, after a fault, at what has become of conversations; says so in figures (`--log-cli-level=info`)."""

import asyncio
import logging
import time
from collections.abc import Sequence

from tests.cluster import Site
from tests.faults.figures import COUNTED, Figures
from tests.faults.views import Faults, Seen, faults, said_in, stored
from tests.faults.watchers import User
from tests.socket_client import client

logger = logging.getLogger(__name__)

WRITTEN_SECONDS = 30.0


async def written(database: str, users: Sequence[User]) -> float:
    """Return after how many seconds every message that has ended is in the database, at most WRITTEN_SECONDS."""
    began = time.monotonic()
    while time.monotonic() - began < WRITTEN_SECONDS:
        if all(ended(user) <= set(said_in(stored(database, user.sender))) for user in users):
            break
        await asyncio.sleep(0.2)
    return time.monotonic() - began


def ended(user: User) -> set[str]:
    return {message.id for message in user.messages if message.ended is not None}


async def history(url: str, session: str) -> list[str]:
    """Return the ids of a conversation's messages as the server at `url` shows them to one who comes back."""
    async with client(url) as window:
        assert await window.session(session) == session
        return [str(message["id"]) for message in await window.history()]


async def look(site: Site, users: Sequence[User], name: str, late: float | None = None) -> dict[str, Faults]:
    """Return what is wrong, by user and by the instance whose history is asked; nothing when all views agree."""
    return await compare(site.database_url, [instance.url for instance in site.instances], users, name, late)


async def compare(
    database: str, urls: Sequence[str], users: Sequence[User], name: str, late: float | None = None
) -> dict[str, Faults]:
    """The same for the servers at `urls`. All must have been said: nothing may be waiting. `late`: what `written`
    returned at the end of the fault.
    """
    now = await written(database, users)
    found: dict[str, Faults] = {}
    for user in users:
        assert len(user.sessions) == 1, f"{user.name} was given another conversation"
        events = stored(database, user.sender)
        said = [message.id for message in user.messages if message.ended is not None]
        for url in urls:
            seen = Seen(said, [*user.shown], await history(url, user.session or ""))
            wrong = faults(seen, events)
            if wrong:
                found[f"{user.name} {url}"] = wrong
    COUNTED.append(_counted(name, users, found, now if late is None else late))
    logger.info("%s", COUNTED[-1])
    return found


def _counted(name: str, users: Sequence[User], found: dict[str, Faults], late: float) -> Figures:
    messages = [message for user in users for message in user.messages]
    waits = [message.ended - message.said for message in messages if message.ended is not None]
    return Figures(
        fault=name,
        messages=len(messages),
        lost=sum(wrong.lost for wrong in found.values()),
        doubled=sum(len(wrong.doubled) for wrong in found.values()),
        shuffled=sum(len(wrong.shuffled) for wrong in found.values()),
        refused=sum(message.rejected for message in messages),
        sorry=sum(len(sorry(user)) for user in users),
        waited=max(waits, default=0.0),
        stored=late,
    )


REGRETS = ("silent", "error")


def sorry(user: User) -> list[str]:
    """Return the ids of what the assistant said in place of an answer because something was broken."""
    return [id_ for id_, packet in user.shown.items() if packet.get("metadata", {}).get("reason") in REGRETS]
