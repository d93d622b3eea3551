"""Follower: a server of `make run` checks twice a second which version is in service, and loads it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from launch.publish.exchange import NotTaken, Server, bind, exchange, give_back_memory
from launch.publish.running import Status, new_status, write_status
from launch.publish.store import Served, Version, VersionStore
from owner.live import show
from owner.versions import View

LOOK = 0.5
"""Seconds between two checks."""

SECONDS_OF_A_TURN = 1.0


Begin = Callable[[Server], Awaitable[None]]
"""A function that a server calls after its model is loaded and before it accepts users."""


@dataclass(frozen=True)
class ServerStart:
    """What a server starts with. `version`: None if the files could not be stored as a version.

    `seen`: the serial number in service when this was decided; a later one is loaded after the start.
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
    """Loads published versions into the server of `app`, and reports the result in its status file."""

    def __init__(self, app: Server, begun: ServerStart) -> None:
        self._app, self._begun = app, begun
        number = begun.version.number if begun.version else 0
        self.status: Status = new_status(begun.port, begun.boss, number, begun.seen)

    async def follow(self) -> None:
        """Check repeatedly until cancelled."""
        self._say(self.status)
        while True:
            await asyncio.sleep(LOOK)
            before = self.status.version
            await self.look()
            if self.status.version != before:
                # By then the last turns of the old model have ended.
                await asyncio.sleep(SECONDS_OF_A_TURN)
                await asyncio.to_thread(give_back_memory)

    async def look(self) -> None:
        """Load the version in service if its serial number has changed since the last check."""
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
        # If the disk is full, the status is not written, but the server serves on.
        with suppress(OSError):
            write_status(self._begun.store, status)


def follower(begun: ServerStart) -> Begin:
    """Return the start function of a server that follows publications."""

    async def begin(app: Server) -> None:
        show(begun.view)
        bind(app.ctx.agent, begun.view)
        following = Follower(app, begun)
        # Stored in the app, because the event loop holds tasks only weakly.
        app.ctx.following = asyncio.get_running_loop().create_task(following.follow())

    return begin


def shows(view: View | None) -> Begin:
    """Return the start function of a server that keeps its model."""

    async def begin(app: Server) -> None:
        show(view)
        bind(app.ctx.agent, view)

    return begin
