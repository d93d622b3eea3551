"""DelayedRetry: repeats writes that the database refused, in order, until they succeed."""

import logging
import threading
from collections import deque
from collections.abc import Callable

logger = logging.getLogger(__name__)

PAUSE = 2.0
MOST = 10_000

Write = Callable[[], object]


class EarlierWritesPending(Exception):
    """Earlier writes are still waiting; this one has been queued behind them."""


class DelayedRetry:
    """Keeps the writes in memory, so they are lost if the process ends. `pause`: seconds between two attempts."""

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._waiting: deque[Write] = deque()
        self._changing = threading.Lock()
        self._thread: threading.Thread | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def now_or_later(self, write: Write) -> None:
        """Write now, or queue the write and raise the reason: the database's error, or EarlierWritesPending."""
        if self._waiting:
            self._put(write)
            raise EarlierWritesPending
        try:
            write()
        except Exception:  # each database has errors of its own
            self._put(write)
            raise

    def _put(self, write: Write) -> None:
        with self._changing:
            if len(self._waiting) >= MOST:
                logger.error("Too much waits for the database: a ticket is lost.")
                return
            self._waiting.append(write)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="tickets-later", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(self._pause)
            try:
                while self._waiting:
                    self._waiting[0]()
                    self._waiting.popleft()
            except Exception as error:  # as above
                logger.error("Tickets still wait for the database: %s", type(error).__name__)
                continue
            with self._changing:
                if not self._waiting:
                    self._thread = None
                    return
