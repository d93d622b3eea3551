from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.offer import NONE_OF_THESE, ActionOffer, worth_offering
from actions.titles import Title
from tests.actions.conftest import tracker_with

KNOWN = [Title(f"t{n}", f"问{n}", "t", "题", 0) for n in range(6)]


def ranking(*scores: float) -> list[dict[str, Any]]:
    return [{"intent_response_key": f"faq/t{n}", "confidence": score} for n, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "offered"),
    [
        ((0.4, 0.3, 0.2), 3),
        ((0.4, 0.01, 0.01), 2),
        ((0.2, 0.2, 0.2, 0.2, 0.2), 4),
        ((0.4,), 1),
        ((), 0),
    ],
)
def test_two_to_four_are_offered(scores: tuple[float, ...], offered: int) -> None:
    found = worth_offering(ranking(*scores), KNOWN)
    assert [title.id for title in found] == [f"t{n}" for n in range(offered)]


def test_an_answer_that_is_gone_is_not_offered() -> None:
    assert [t.id for t in worth_offering(ranking(0.4, 0.3), KNOWN[1:])] == ["t1"]


async def test_the_choice_ends_with_none_of_these(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    entries = [{"intent_response_key": f"faq/{i}", "confidence": 0.3} for i in ("a_two", "b_one")]
    message = {"response_selector": {"faq": {"ranking": entries}}}
    await ActionOffer().run(dispatcher, tracker_with(message), domain)
    assert dispatcher.messages[0]["response"] == "utter_offer"
    assert [b["title"] for b in dispatcher.messages[0]["buttons"]] == ["第二问", "第三问", NONE_OF_THESE["title"]]


async def test_nothing_to_offer_is_declined(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionOffer().run(dispatcher, tracker_with({}), domain)
    assert dispatcher.messages[0]["response"] == "utter_decline"
