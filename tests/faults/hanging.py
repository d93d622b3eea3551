"""Programs that hang: connections stay open, and nothing answers."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from launch.environment import LOOPBACK
from tests.cluster import Part


@asynccontextmanager
async def hanging(part: Part, seconds: float) -> AsyncIterator[None]:
    """Let a part with the processes it has started hang for so long; the block runs meanwhile, and may take longer."""
    pids = [part.pid, *children(part.pid)]
    _send(pids, signal.SIGSTOP)
    over = asyncio.ensure_future(_later(pids, seconds))
    try:
        yield
        await over
    finally:
        over.cancel()
        _send(pids, signal.SIGCONT)


def freeze(part: Part) -> None:
    """Let a part with the processes it has started hang until `thaw`."""
    _send([part.pid, *children(part.pid)], signal.SIGSTOP)


def thaw(part: Part) -> None:
    _send([part.pid, *children(part.pid)], signal.SIGCONT)


@asynccontextmanager
async def hanging_server() -> AsyncIterator[str]:
    """Listen at the address it gives, accept whatever comes, and say nothing."""
    over = asyncio.Event()

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    server = await asyncio.start_server(silent, LOOPBACK, 0)
    try:
        async with server:
            yield f"http://{LOOPBACK}:{server.sockets[0].getsockname()[1]}/"
    finally:
        over.set()


async def _later(pids: list[int], seconds: float) -> None:
    await asyncio.sleep(seconds)
    _send(pids, signal.SIGCONT)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _send(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
