"""WindowStorage: the moving windows of rate limits, in memory, by a monotonic clock."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from limits.aio.storage import MemoryStorage


class WindowStorage(MemoryStorage):
    """Forgets a key once its window is over. The library's own keeps each, and walks through all at each hit."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        # By last use: key → (end of its last window, times of its entries), in seconds of the clock.
        self._windows: OrderedDict[str, tuple[float, deque[float]]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._windows)

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        now = self._clock()
        self._forget(now)
        times = self._times(key, now - expiry)
        if len(times) + amount > limit:
            return False
        times.extend([now] * amount)
        self._windows[key] = now + expiry, times
        self._windows.move_to_end(key)
        return True

    async def get_num_acquired(self, key: str, expiry: int) -> int:
        return len(self._times(key, self._clock() - expiry))

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[int, int]:
        now = self._clock()
        times = self._times(key, now - expiry)
        return int(times[0] if times else now), len(times)

    async def close(self) -> None:
        """Nothing to close: the windows are in memory."""

    def _times(self, key: str, since: float) -> "deque[float]":
        _, times = self._windows.get(key, (0.0, deque[float]()))
        while times and times[0] < since:
            times.popleft()
        return times

    def _forget(self, now: float) -> None:
        while self._windows:
            key, (end, _) = next(iter(self._windows.items()))
            if end > now:
                return
            del self._windows[key]
