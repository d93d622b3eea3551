from storage.breaker import Breaker


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
