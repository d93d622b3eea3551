import asyncio

import pytest
from redis.exceptions import ConnectionError as RedisGone

from persistence.circuit_breaker import CircuitBreaker, Unavailable

pytestmark = pytest.mark.asyncio


class Server:
    """Answers, or raises what it is told to."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.asked = 0

    async def answer(self) -> str:
        self.asked += 1
        if self.error:
            raise self.error
        return "answer"


def ignore(_: str) -> None:
    """Nobody listens."""


async def test_it_leaves_alone_what_failed_for_a_while() -> None:
    now, server = [0.0], Server()
    breaker = CircuitBreaker(5.0, lambda: now[0])
    assert await breaker.ask(server.answer, ignore) == "answer"
    server.error = RedisGone("redis://:secret@host")
    for _ in range(3):
        with pytest.raises(Unavailable):
            await breaker.ask(server.answer, ignore)
    assert breaker.degraded
    assert server.asked == 2
    now[0], server.error = 5.0, None
    assert await breaker.ask(server.answer, ignore) == "answer"
    assert not breaker.degraded


@pytest.mark.parametrize("error", [RedisGone("secret"), OSError("secret"), asyncio.TimeoutError("secret")])
async def test_only_the_class_of_a_failure_is_said(error: Exception) -> None:
    server, said = Server(), list[str]()
    server.error = error
    with pytest.raises(Unavailable) as raised:
        await CircuitBreaker(5.0).ask(server.answer, said.append)
    assert said == [type(error).__name__]
    assert raised.value.__suppress_context__


async def test_what_is_no_failure_of_the_server_goes_through() -> None:
    breaker, server, said = CircuitBreaker(5.0), Server(), list[str]()
    server.error = ValueError("ours")
    with pytest.raises(ValueError, match="ours"):
        await breaker.ask(server.answer, said.append)
    assert not breaker.degraded
    assert said == []
    with pytest.raises(Unavailable):
        await breaker.ask(server.answer, said.append, (ValueError,))


async def test_after_the_pause_one_asks_and_the_others_do_not_wait_with_it() -> None:
    now, server, waiting = [0.0], Server(), asyncio.Event()
    breaker = CircuitBreaker(2.0, lambda: now[0])

    async def hang() -> None:
        await waiting.wait()

    server.error = OSError()
    with pytest.raises(Unavailable):
        await breaker.ask(server.answer, ignore)
    hanging = []
    # At 4.0 nothing has been heard of the one who asked at 2.0.
    for now[0] in (2.0, 4.0):
        hanging.append(asyncio.create_task(breaker.ask(hang, ignore)))
        await asyncio.sleep(0)
        for _ in range(2):
            with pytest.raises(Unavailable):
                await breaker.ask(hang, ignore)
    waiting.set()
    await asyncio.gather(*hanging)
    assert not breaker.degraded
