"""Which turns of a long conversation are compared."""

from benchmarks.load.long_conversation import Turn, Turns, row


def test_the_turns_about_the_200th_are_compared_with_the_early_ones_beside_them() -> None:
    result = Turns()
    result.long = [[Turn(5.0, 5.0)] * 195 + [Turn(0.02, 0.03)] * 9, [Turn(5.0, 5.0)] * 195 + [Turn(0.02, 0.03)] * 9]
    result.early = [[Turn(0.01, 0.01)] * 8 + [Turn(9.0, 0.01)], [Turn(0.01, 0.01)] * 9]
    assert row("one", result) == "| one | 10.0 | 20.0 | 2.00 | 10.0 | 30.0 | 3.00 |"
