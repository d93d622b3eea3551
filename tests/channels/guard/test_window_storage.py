import asyncio
import time

import pytest

from channels.guard.window_storage import WindowStorage


async def test_a_window_moves() -> None:
    clock = [1_000.0]
    storage = WindowStorage(lambda: clock[0])
    taken = []
    for clock[0] in (0, 4, 8, 9, 11, 12):
        taken.append(await storage.acquire_entry("a", 3, 10))
    assert taken == [True, True, True, False, True, False]
    assert await storage.get_moving_window("a", 3, 10) == (4, 3)
    assert await storage.get_num_acquired("b", 10) == 0


async def test_a_clock_that_is_set_back_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = WindowStorage()
    assert [await storage.acquire_entry("a", 2, 1) for _ in range(3)] == [True, True, False]
    day_before = time.time() - 86_400
    monkeypatch.setattr(time, "time", lambda: day_before)
    await asyncio.sleep(1.1)
    assert await storage.acquire_entry("a", 2, 1)


async def test_a_window_that_is_over_is_forgotten() -> None:
    clock = [1_000.0]
    storage = WindowStorage(lambda: clock[0])
    for number in range(1_000):
        clock[0] += 1
        await storage.acquire_entry(str(number), 3, 10)
        await storage.get_num_acquired(f"asked {number}", 10)
    assert len(storage) <= 11
