from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.inform import ActionInform, awaited_answer
from tests.actions.conftest import said, tracker_with

WAITING = {"asks": "role", "about": "password_recover", "times": 1}
GIVEN = {"faq_id": "password_recover", "role": "personal"}


@pytest.mark.parametrize(
    ("known", "named", "expected"),
    [
        ({}, {"role": "unit"}, None),
        ({"waiting": WAITING}, {"role": "unit"}, "password_recover"),
        ({"waiting": WAITING}, {"role": None, "city": "济南"}, "password_recover"),
        ({"by_role": GIVEN}, {"role": "unit"}, "password_recover"),
        ({"by_role": GIVEN}, {"role": "personal"}, None),
        ({"by_role": GIVEN, "faq_id": "password_recover"}, {"role": "personal"}, "password_recover"),
        ({"by_role": GIVEN}, {"role": None, "city": "济南"}, None),
        ({"by_city": {"faq_id": "x", "city": "德州"}}, {"role": None, "city": "济南"}, "x"),
        ({"about": "button", "waiting": WAITING}, {"role": "unit"}, "button"),
    ],
)
def test_awaited(known: dict[str, Any], named: dict[str, str | None], expected: str | None) -> None:
    assert awaited_answer(known, named) == expected


async def inform(
    dispatcher: CollectingDispatcher, depending: dict[str, Any], entities: dict[str, str], **known: Any
) -> dict[str, Any]:
    tracker = tracker_with(said("inform", entities, **known), slots=entities)
    await ActionInform().run(dispatcher, tracker, depending)
    [message] = dispatcher.messages
    return dict(message)


async def test_what_waited_for_the_role_is_answered(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    message = await inform(dispatcher, depending, {"role": "unit"}, waiting=WAITING)
    assert message["response"] == "utter_faq/password_recover"


async def test_without_anything_waiting_it_is_noted(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    message = await inform(dispatcher, depending, {"role": "unit", "city": "省直"})
    assert (message["response"], message["who"]) == ("utter_noted", "您是用人单位，您在省直单位")


async def test_nothing_named_asks_for_the_question(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    assert (await inform(dispatcher, depending, {}))["response"] == "utter_go_on"


async def test_another_province_is_told_so(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    message = await inform(dispatcher, depending, {"city": "省外"})
    assert message["metadata"]["outcome"] == "decline"


async def test_an_ambiguous_place_is_asked_back(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    place = {"name": "市中区", "cities": ["济南", "枣庄"]}
    assert (await inform(dispatcher, depending, {}, place=place))["response"] == "utter_which_city"
