from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.city import ActionCheckCity, places_of
from owner.live import profile
from tests.actions.conftest import said, tracker_with

UNAVAILABLE = "declaration_unavailable"


async def check(
    dispatcher: CollectingDispatcher,
    depending: dict[str, Any],
    city: str | None,
    about: str = UNAVAILABLE,
    **known: Any,
) -> dict[str, Any]:
    tracker = tracker_with(said("nlu_by_city", about=about, **known), slots={"city": city})
    await ActionCheckCity().run(dispatcher, tracker, depending)
    message: dict[str, Any] = dispatcher.messages[0]
    return dict(message)


@pytest.mark.parametrize(
    ("city", "expected"),
    [("济南", "supported"), ("省直", "supported"), ("枣庄", "disputed"), ("德州", "unsupported"), ("省外", "outside")],
)
def test_status(city: str, expected: str) -> None:
    assert places_of(profile()).status(city) == expected


async def test_a_supported_city_hears_so_and_how(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    message = await check(dispatcher, depending, "济南")
    assert (message["response"], message["city"], message["how"]) == (
        "utter_city_supported",
        "济南",
        "进入【学时申报】。",
    )
    assert message["metadata"]["faq_lines"] == [183, 184, 204, 205]
    assert message["metadata"]["outcome"] == "answer"
    assert [button["title"] for button in message["buttons"]] == ["转人工"]


async def test_other_cities_hear_what_holds_for_them(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    message = await check(dispatcher, depending, "德州")
    assert message["response"] == "utter_city_unsupported"
    assert message["metadata"]["faq_lines"] == [204, 205]


async def test_the_disputed_city_hears_neither(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    assert (await check(dispatcher, depending, "枣庄"))["response"] == "utter_city_disputed"


async def test_outside_the_province_is_declined(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    message = await check(dispatcher, depending, "省外")
    assert (message["response"], message["metadata"]["outcome"]) == ("utter_city_outside", "decline")


async def test_how_is_told_at_once_where_it_can_be_done(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    assert (await check(dispatcher, depending, "烟台", "declaration_how"))["response"] == "utter_faq/declaration_how"


async def test_how_is_no_use_where_it_can_not(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    message = await check(dispatcher, depending, "德州", "declaration_how")
    assert message["response"] == "utter_city_unsupported"


async def test_a_district_is_named_with_its_city(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    message = await check(dispatcher, depending, "济南", place={"name": "历下区", "cities": ["济南"]})
    assert message["city"] == "历下区属于济南，济南"


async def test_the_city_is_asked_with_a_button_for_each(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    message = await check(dispatcher, depending, None)
    assert message["response"] == "utter_ask_city"
    assert len(message["buttons"]) == 17
    assert message["metadata"]["asks"] == "city"


@pytest.mark.parametrize(
    ("times", "response"),
    [(1, "utter_ask_city_again"), (2, "utter_ask_city_again"), (3, "utter_faq/declaration_unavailable")],
)
async def test_after_two_more_times_the_list_is_shown(
    times: int, response: str, dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    waiting = {"asks": "city", "about": UNAVAILABLE, "times": times}
    message = await check(dispatcher, depending, None, asked="city", waiting=waiting)
    assert message["response"] == response
    offered = [button["title"] for button in dispatcher.messages[-1]["buttons"]]
    assert ("转人工" in offered) == (times == 3)


async def test_a_name_that_two_cities_have_is_asked_back(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    message = await check(dispatcher, depending, "青岛", place={"name": "市中区", "cities": ["济南", "枣庄"]})
    assert message["response"] == "utter_which_city"
    assert [button["title"] for button in message["buttons"]] == ["济南", "枣庄"]
