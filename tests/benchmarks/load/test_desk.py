"""The measurement of the desk knows how late it is itself, and says where the time went."""

import asyncio
import os
import time

from benchmarks.load.desk_clock import Clock, Way
from benchmarks.load.desk_report import DeskFigures, Size, report


async def test_its_own_lag_and_its_own_share_of_the_processor_are_measured() -> None:
    clock = Clock()
    running = asyncio.create_task(clock.run(0.4, {"this one": os.getpid()}))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    # A client that computes holds up all others.
    while time.monotonic() - began < 0.2:
        pass
    await running
    assert max(clock.lags) > 0.1
    assert set(clock.shares) == {"this one", "users and agents"}
    assert clock.shares["this one"] >= 0


def test_the_page_says_where_the_time_went() -> None:
    result = DeskFigures(calm=[Way(0.01, 0.02, 0.03)], sent=1, questions=2, unseen=1)
    result.clock.lags, result.clock.shares = [0.004], {"Rasa 服务": 0.44}
    size = Size(200, 5, 60, (), 15.0)
    page = report(result, size)
    assert size.command == "python -m benchmarks.load.desk --users 200 --agents 5 --seconds 60 --calm"
    for line in (
        "| while all is well (1 messages) | 60 | 60 | 60 |",
        "| of it until the desk has kept it | 10 | 10 | 10 |",
        "| then until the Rasa server says it | 20 | 20 | 20 |",
        "| then until it is on the screen | 30 | 30 | 30 |",
        "| how late the clients' own clock was meanwhile | 4 | 4 | 4 |",
        "| around the kills (0 messages) | nothing | nothing | nothing |",
        "| Rasa 服务 | 44 % |",
        "| by agents | 1 | 0 | 0 | 0 | 1 |",
        "| by users | 2 | 0 | 0 | | |",
    ):
        assert line in page
    assert result.wrong == 1
