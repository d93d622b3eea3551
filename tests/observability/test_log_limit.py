"""A line that anybody could bring about is written once in a while."""

from observability.log_limit import PAUSE, LogLimit


def test_the_same_line_comes_again_after_a_pause_only() -> None:
    now = [100.0]
    limit = LogLimit(lambda: now[0])
    assert limit.may_write("one")
    assert not limit.may_write("one")
    assert limit.may_write("other")
    now[0] += PAUSE
    assert limit.may_write("one")
