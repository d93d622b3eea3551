"""A line that anybody could bring about is written once in a while."""

from channels.seldom import PAUSE, Seldom


def test_the_same_line_comes_again_after_a_pause_only() -> None:
    now = [100.0]
    seldom = Seldom(lambda: now[0])
    assert seldom.may_say("one")
    assert not seldom.may_say("one")
    assert seldom.may_say("other")
    now[0] += PAUSE
    assert seldom.may_say("one")
