import time

import pytest

from channels.guard.window_storage import WindowStorage


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


async def test_a_window_moves(clock: list[float]) -> None:
    storage = WindowStorage()
    taken = []
    for clock[0] in (0, 4, 8, 9, 11, 12):
        taken.append(await storage.acquire_entry("a", 3, 10))
    assert taken == [True, True, True, False, True, False]
    assert await storage.get_moving_window("a", 3, 10) == (4, 3)
    assert await storage.get_num_acquired("b", 10) == 0


async def test_a_window_that_is_over_is_forgotten(clock: list[float]) -> None:
    storage = WindowStorage()
    for number in range(1_000):
        clock[0] += 1
        await storage.acquire_entry(str(number), 3, 10)
        await storage.get_num_acquired(f"asked {number}", 10)
    assert len(storage) <= 11
