from launch.pauses import FIRST, LONGEST, STEADY, RestartPauses, describe_exit


def test_each_end_soon_after_the_last_doubles_the_pause_up_to_the_longest() -> None:
    pauses = RestartPauses()
    found = [pauses.after(1.0) for _ in range(12)]
    assert found[:4] == [FIRST, FIRST * 2, FIRST * 4, FIRST * 8]
    assert found == sorted(found)
    assert found[-1] == LONGEST


def test_what_ran_well_for_a_while_is_started_at_once_again() -> None:
    pauses = RestartPauses()
    for _ in range(5):
        pauses.after(STEADY / 2)
    assert pauses.after(STEADY) == FIRST
    assert pauses.after(STEADY / 2) == FIRST * 2


def test_how_it_ended_is_said_as_subprocess_counts() -> None:
    assert (describe_exit(-9), describe_exit(0), describe_exit(3)) == ("信号 9", "代码 0", "代码 3")
