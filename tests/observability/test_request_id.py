"""One id for all that belongs to a request."""

import asyncio

import pytest

from observability.request_id import accepted_id, new_id, request_id, turn_scope


@pytest.mark.parametrize("given", ["0123456789abcdef0123456789abcdef", "a1b2c3d4", "A-request_id-1"])
def test_a_proxys_id_is_taken_over(given: str) -> None:
    assert accepted_id(given) == given


@pytest.mark.parametrize(
    "given", [None, "", "short", "x" * 65, "with blank 1", "两千字的故事一二三四", "a\nb\nc\nd\ne", "-starts-so"]
)
def test_anything_else_is_replaced(given: str | None) -> None:
    result = accepted_id(given)
    assert result != given
    assert accepted_id(result) == result


def test_ids_differ() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


async def test_what_a_turn_starts_keeps_its_id_and_what_follows_has_none() -> None:
    async def later() -> str | None:
        await asyncio.sleep(0)
        return request_id.get()

    with turn_scope():
        own = request_id.get()
        task = asyncio.ensure_future(later())
    assert own
    assert await task == own
    assert request_id.get() is None


def test_a_turn_has_the_id_of_its_request() -> None:
    token = request_id.set("of-the-request")
    with turn_scope():
        assert request_id.get() == "of-the-request"
    request_id.reset(token)
