"""Redraws a picture from outside in a limited child process, so that the original bytes are not kept."""

import asyncio
import hashlib
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from persistence.attachments.refusals import (
    BROKEN,
    BUSY,
    LARGEST,
    LONGEST_SIDE,
    MOST_PIXELS,
    NOT_A_PICTURE,
    TOO_LARGE,
    TOO_MANY_PIXELS,
    AttachmentRefusal,
)

PROGRAM = Path(__file__).with_name("redraw_process.py")
TIMEOUT = 40.0
AT_ONCE = 1
MOST_WAITING = 16
"""Seconds for one picture, how many at once, and how many may wait or be drawn."""

JPEG = "image/jpeg"

_OUTCOMES = {10: NOT_A_PICTURE, 11: BROKEN, 12: TOO_MANY_PIXELS, -signal.SIGKILL: BUSY, -signal.SIGTERM: BUSY}
"""Refusals by the exit code of redraw_process.py. BUSY: somebody killed it, which is not the file's fault. With any
other code the file was too much for it.
"""

Kind = Literal["picture", "voice", "video"]


@dataclass(frozen=True)
class RedrawnFile:
    """What is kept. `width` and `height`: pixels, 0 for what is no picture."""

    kind: Kind
    media_type: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class PictureRedrawer:
    """Lives in the process's event loop."""

    def __init__(self, timeout: float = TIMEOUT, most: int = MOST_WAITING) -> None:
        # Of its own: pictures that wait must not hold up what the process asks of its database.
        self._threads = ThreadPoolExecutor(AT_ONCE, "redrawing")
        self._timeout, self._most = timeout, most
        self._open = 0

    async def redraw(self, content: bytes) -> RedrawnFile | AttachmentRefusal:
        """Return the picture as a JPEG without anything that the file held beside it, or why not."""
        if len(content) > LARGEST:
            return TOO_LARGE
        if not content:
            return NOT_A_PICTURE
        if self._open >= self._most:
            return BUSY
        self._open += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, _ran, content, self._timeout)
        finally:
            self._open -= 1


def _ran(content: bytes, timeout: float) -> RedrawnFile | AttachmentRefusal:
    # -I: neither the working directory nor variables of the environment decide what is imported.
    command = [sys.executable, "-I", str(PROGRAM), str(MOST_PIXELS), str(LONGEST_SIDE)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=timeout, env={}, check=False)
    except (subprocess.TimeoutExpired, OSError):
        # What takes more of a processor than it may ends by itself: here the machine has none to give.
        return BUSY
    if done.returncode:
        return _OUTCOMES.get(done.returncode, BROKEN)
    size, _, jpeg = done.stdout.partition(b"\n")
    width, height = map(int, size.split())
    return RedrawnFile("picture", JPEG, jpeg, width, height)
