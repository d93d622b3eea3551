"""Watchdog: ends a process whose event loop hangs, so that its supervisor can start another.

It uses faulthandler, whose thread needs neither the loop nor the GIL. faulthandler writes the stack of each thread:
names of files and functions, no values.
"""

import asyncio
import faulthandler
import sys


class Watchdog:
    """Ends the process with exit code 1 if the loop does not run for `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._postponing: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin to watch the loop in which this is called."""
        self._postponing = asyncio.get_running_loop().create_task(self._postpone())

    def end(self) -> None:
        if self._postponing:
            self._postponing.cancel()
        faulthandler.cancel_dump_traceback_later()

    async def _postpone(self) -> None:
        while True:
            faulthandler.dump_traceback_later(self._seconds, exit=True, file=sys.stderr)
            await asyncio.sleep(self._seconds / 4)
