"""How many messages may pass."""

import asyncio

import pytest
from rasa.shared.exceptions import RasaException

from channels.guard.rate_limit import Limits, RateLimiter, limits

pytestmark = pytest.mark.asyncio


async def passed(limiter: RateLimiter, conversation: str, address: str, times: int) -> int:
    return sum([await limiter.allows(conversation, address) for _ in range(times)])


async def test_a_conversation_has_its_limit() -> None:
    limiter = RateLimiter(Limits("3 per 1 minute", ""))
    assert await passed(limiter, "one", "a", 9) == 3
    assert await passed(limiter, "other", "a", 9) == 3


async def test_an_address_has_its_limit_over_all_conversations() -> None:
    limiter = RateLimiter(Limits("", "3 per 1 minute"))
    assert [await limiter.allows(name, "a") for name in "bcdef"] == [True] * 3 + [False] * 2
    assert await limiter.allows("b", "another")


async def test_nobodys_address_is_not_limited() -> None:
    assert await passed(RateLimiter(Limits("", "1 per 1 minute")), "one", "", 9) == 9


async def test_what_is_refused_does_not_count() -> None:
    limiter = RateLimiter(Limits("1 per 1 second", "3 per 1 minute"))
    assert await passed(limiter, "one", "a", 9) == 1
    assert await limiter.allows("other", "a")
    await asyncio.sleep(1.1)
    assert await limiter.allows("one", "a")


async def test_no_limit() -> None:
    assert await passed(RateLimiter(Limits("", "")), "one", "a", 500) == 500


async def test_settings() -> None:
    assert limits(None) == Limits()
    assert limits({"conversation": "5 per 1 second", "address": ""}) == Limits("5 per 1 second", "")


@pytest.mark.parametrize("given", ["5 per second", {"user": "1 per 1 second"}, {"address": "often"}, ["a"], 7])
async def test_what_means_nothing_is_refused(given: object) -> None:
    with pytest.raises(RasaException):
        limits(given)
