"""Which turns of a long conversation are compared."""

from collections.abc import Sequence

import pytest

from tests.load.long_conversation import Turns, near, row


@pytest.mark.parametrize(
    ("turn", "values"), [(5, range(9)), (1, range(5)), (200, range(195, 204)), (204, range(199, 204))]
)
def test_turns_around_one(turn: int, values: Sequence[float]) -> None:
    assert near(range(204), turn) == values


def test_the_200th_turn_is_compared_with_the_5th() -> None:
    found = Turns()
    found.times = [[0.01] * 100 + [0.02] * 104, [0.01] * 100 + [0.02] * 103 + [9.0]]
    found.cpu = [[0.01] * 100 + [0.03] * 104] * 2
    assert row("one", found) == "| one | 10.0 | 20.0 | 2.00 | 10.0 | 30.0 | 3.00 |"
