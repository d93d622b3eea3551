"""Programs that hang: connections stay open, and nothing answers."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

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


async def _later(pids: list[int], seconds: float) -> None:
    await asyncio.sleep(seconds)
    _send(pids, signal.SIGCONT)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _send(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
