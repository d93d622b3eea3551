"""Messages that come twice."""

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from channels.guard.repeated_messages import RepeatedMessages, is_stored


def test_a_message_is_taken_once_in_its_conversation() -> None:
    repeats = RepeatedMessages()
    assert not repeats.is_repeated("a", "m1")
    repeats.take("a", "m1")
    assert repeats.is_repeated("a", "m1")
    assert not repeats.is_repeated("b", "m1")


def test_a_message_whose_turn_has_not_ended_is_taken_anew() -> None:
    repeats = RepeatedMessages()
    for message in ("m1", None):
        repeats.take("a", message)
        repeats.forget("a", message)
    assert not repeats.is_repeated("a", "m1")


def test_without_an_id_every_message_is_new() -> None:
    repeats = RepeatedMessages()
    repeats.take("a", None)
    assert not repeats.is_repeated("a", None)


def test_the_oldest_is_forgotten_first() -> None:
    repeats = RepeatedMessages(most=2)
    for message in ("m1", "m2", "m3"):
        repeats.take("a", message)
    assert [repeats.is_repeated("a", message) for message in ("m1", "m2", "m3")] == [False, True, True]


@pytest.mark.asyncio
async def test_the_store_knows_what_an_earlier_server_took() -> None:
    store = InMemoryTrackerStore(Domain.empty())
    tracker = await store.get_or_create_tracker("a")
    tracker.update(UserUttered("您好", message_id="m1"))
    await store.save(tracker)
    result = [await is_stored(store, *of) for of in (("a", "m1"), ("a", "m2"), ("b", "m1"), ("a", None))]
    assert result == [True, False, False, False]
