"""A server of `make run` follows what is published: it looks twice a second whether another version is in service."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from launch.publish.exchange import NotTaken, Server, bind, exchange, give_back_memory
from launch.publish.running import Status, new_status, say
from launch.publish.store import Served, Version, VersionStore
from owner.live import show
from owner.versions import View

LOOK = 0.5
"""Seconds between two looks."""

SECONDS_OF_A_TURN = 1.0


Begin = Callable[[Server], Awaitable[None]]
"""What a server does once its model is loaded, and before it lets users in."""


@dataclass(frozen=True)
class Begun:
    """What a server begins with. `version`: None where the files could not be kept as one.

    `seen`: the serial number of what was in service when this was decided; a later one is taken once it serves.
    """

    store: VersionStore
    draft: Path
    port: int
    boss: str
    model: Path
    version: Version | None
    seen: int

    @property
    def view(self) -> View | None:
        return self.version.view(self.draft) if self.version else None


class Follower:
    """Takes what is published into the server of `app`, and says what became of it."""

    def __init__(self, app: Server, begun: Begun) -> None:
        self._app, self._begun = app, begun
        number = begun.version.number if begun.version else 0
        self.status: Status = new_status(begun.port, begun.boss, number, begun.seen)

    async def follow(self) -> None:
        """Look again and again, until it is cancelled."""
        self._say(self.status)
        while True:
            await asyncio.sleep(LOOK)
            before = self.status.version
            await self.look()
            if self.status.version != before:
                # The last turns of the model before have ended by then.
                await asyncio.sleep(SECONDS_OF_A_TURN)
                await asyncio.to_thread(give_back_memory)

    async def look(self) -> None:
        """Take the version in service, if it is another one than was seen last."""
        served = self._begun.store.served()
        if served.serial == self.status.seen:
            return
        try:
            await self._take(served)
            self._say(replace(self.status, seen=served.serial, version=served.version, failed=""))
        except NotTaken as error:
            self._say(replace(self.status, seen=served.serial, failed=str(error)))

    async def _take(self, served: Served) -> None:
        if served.version == self.status.version:
            return
        version = self._begun.store.version(served.version)
        if version is None:
            raise NotTaken(f"没有第 {served.version} 版的文件")
        await exchange(self._app, version.model, version.view(self._begun.draft))

    def _say(self, status: Status) -> None:
        self.status = status
        # With a full disk nobody hears of it, and all the same it serves.
        with suppress(OSError):
            say(self._begun.store, status)


def follower(begun: Begun) -> Begin:
    """Return what a server does that follows what is published."""

    async def begin(app: Server) -> None:
        show(begun.view)
        bind(app.ctx.agent, begun.view)
        following = Follower(app, begun)
        # Kept with the server: the loop itself holds tasks weakly.
        app.ctx.following = asyncio.get_running_loop().create_task(following.follow())

    return begin


def shows(view: View | None) -> Begin:
    """Return the same for a server that keeps the model it begins with."""

    async def begin(app: Server) -> None:
        show(view)
        bind(app.ctx.agent, view)

    return begin
