from persistence.breaker import Breaker


def test_it_leaves_alone_what_failed_for_a_while() -> None:
    now = [0.0]
    breaker = Breaker(5.0, lambda: now[0])
    assert breaker.may_try()
    breaker.failed()
    assert breaker.degraded
    assert not breaker.may_try()
    now[0] = 5.0
    assert breaker.may_try()
    assert breaker.degraded
    breaker.worked()
    assert not breaker.degraded


def test_after_the_pause_one_asks_and_the_others_do_not_wait_with_it() -> None:
    now = [0.0]
    breaker = Breaker(2.0, lambda: now[0])
    breaker.failed()
    for now[0] in (2.0, 4.0):
        # At 4.0 nothing has been heard of the one who asked at 2.0.
        assert [breaker.may_try() for _ in range(3)] == [True, False, False]
    breaker.worked()
    assert [breaker.may_try() for _ in range(3)] == [True, True, True]
