"""Tells whether what an answer describes can be done in the user's city, or asks for the city."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import answers_given, asks_for, city_of, context, times_asked
from actions.menu import HANDOFF_BUTTON
from actions.titles import source_metadata, variation
from owner.live import profile
from owner.profile import PlacesProfile, Profile
from understanding.labels import answer_response
from understanding.payload import inform

MOST_TIMES = 3
"""How often the city is asked in a row before the whole list is shown."""


class NoPlaces(Exception):
    """The profile has no places, so that no answer can depend on one."""


def places_of(profile_: Profile) -> PlacesProfile:
    """Return the places. Raises NoPlaces."""
    if profile_.places is None:
        raise NoPlaces
    return profile_.places


def city_buttons(names: Sequence[str], about: str) -> list[dict[str, str]]:
    """Return a button for each city. Its payload names the answer, so that it works even much later."""
    return [{"title": name, "payload": inform(about, city=name)} for name in names]


def check_city(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    domain: Mapping[str, Any],
    about: str,
    city: str | None,
    then: Sequence[str] = (),
) -> None:
    """Say what holds for `city`, or ask for the city. `about` is the answer that waits for it, `then` are others.

    Raises NoPlaces.
    """
    places, place = places_of(profile()), context(tracker).get("place") or {}
    if len(place.get("cities", ())) > 1:
        _ask_which(dispatcher, about, place)
    elif city is None and about == places.answer:
        _show_how(dispatcher, tracker, places)
    elif city is None:
        _ask(dispatcher, tracker, places, about, then)
    elif about == places.answer and places.status(city) == "supported" and about not in answers_given(tracker):
        dispatcher.utter_message(response=answer_response(about))
    else:
        _tell(dispatcher, domain, places, city, about, place)


def _show_how(dispatcher: CollectingDispatcher, tracker: Tracker, places: PlacesProfile) -> None:
    """Send the steps, the first time with the cities they hold for, since users elsewhere will not find the page.

    The question for the city is optional: any other message is read as a new request.
    """
    how = places.answer
    dispatcher.utter_message(response=answer_response(how))
    if how in answers_given(tracker):
        return
    dispatcher.utter_message(
        response="utter_check_city",
        cities="、".join(map(places.spoken, places.supported)),
        buttons=city_buttons(places.listed, how),
        metadata={"outcome": "ask", "asks": "city", "about": how, "times": 1, "optional": True},
    )


def _ask(
    dispatcher: CollectingDispatcher, tracker: Tracker, places: PlacesProfile, about: str, then: Sequence[str]
) -> None:
    times = times_asked(tracker, "city", about) + 1
    if times > MOST_TIMES:
        dispatcher.utter_message(response=answer_response(places.unavailable))
        dispatcher.utter_message(response="utter_city_person", buttons=[HANDOFF_BUTTON])
        return
    dispatcher.utter_message(
        response="utter_ask_city" if times == 1 or asks_for(tracker, about) else "utter_ask_city_again",
        buttons=city_buttons(places.listed, about),
        metadata={"outcome": "ask", "asks": "city", "about": about, "times": times, "then": [*then]},
    )


def _ask_which(dispatcher: CollectingDispatcher, about: str, place: Mapping[str, Any]) -> None:
    dispatcher.utter_message(
        response="utter_which_city",
        place=place["name"],
        cities="、".join(place["cities"]),
        buttons=city_buttons(place["cities"], about),
        metadata={"outcome": "ask", "asks": "city", "about": about, "times": 1},
    )


def _tell(
    dispatcher: CollectingDispatcher,
    domain: Mapping[str, Any],
    places: PlacesProfile,
    city: str,
    about: str,
    place: Mapping[str, Any],
) -> None:
    holds = places.status(city)
    if holds == "outside":
        metadata = {"outcome": "decline", "reason": "outside", "about": about, "city": city}
        dispatcher.utter_message(response="utter_city_outside", metadata=metadata)
        return
    unavailable = source_metadata(domain, places.unavailable)
    how = source_metadata(domain, places.answer) if holds == "supported" else {}
    lines = sorted({*unavailable.get("faq_lines", ()), *how.get("faq_lines", ())})
    dispatcher.utter_message(
        response=f"utter_city_{holds}",
        city=_spoken(city, places, place),
        how=str(variation(domain, places.answer).get("text", "")),
        metadata={**unavailable, "faq_lines": lines, "about": about, "city": city},
        buttons=[HANDOFF_BUTTON],
    )


def _spoken(city: str, places: PlacesProfile, place: Mapping[str, Any]) -> str:
    """Return the city's name, with the district the user named: 历下区属于济南，济南."""
    name = places.spoken(city)
    district = place.get("name", "") if place.get("cities") == [city] else ""
    named = district and name == city and not district.startswith(city)
    return f"{district}属于{name}，{name}" if named else name


class ActionCheckCity(Action):
    def name(self) -> str:
        return "action_check_city"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        about = str(context(tracker).get("about") or places_of(profile()).unavailable)
        check_city(dispatcher, tracker, domain, about, city_of(tracker))
        return []
