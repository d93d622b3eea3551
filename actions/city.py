"""The supported-city check: whether credit hours can be declared on this platform depends on the city."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import city_of, context, given, times_asked
from actions.menu import HANDOFF_BUTTON
from actions.titles import source, variation
from understanding.labels import answer_response
from understanding.payload import inform
from zh.places import OUTSIDE, PROVINCE_UNITS

CITIES_FILE = Path(__file__).with_name("city.yml")
HOW = "declaration_how"
UNAVAILABLE = "declaration_unavailable"
MOST_TIMES = 3
"""How often the city is asked in a row before the whole list is shown."""

SPOKEN = {PROVINCE_UNITS: "省直单位"}


@lru_cache(maxsize=1)
def cities() -> Mapping[str, Sequence[str]]:
    """Return the cities by what holds for them: supported, disputed, unsupported."""
    found: Mapping[str, Sequence[str]] = yaml.safe_load(CITIES_FILE.read_text(encoding="utf-8"))
    return found


def status(city: str, known: Mapping[str, Sequence[str]]) -> str:
    """Return supported, disputed, unsupported or outside."""
    if city == OUTSIDE:
        return "outside"
    return next((name for name in ("supported", "disputed") if city in known.get(name, ())), "unsupported")


def city_buttons(names: Sequence[str], about: str) -> list[dict[str, str]]:
    """Return a button for each city; pressed even much later, it brings the answer it was shown for."""
    return [{"title": name, "payload": inform(about, city=name)} for name in names]


def check_city(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    domain: Mapping[str, Any],
    about: str,
    city: str | None,
    then: Sequence[str] = (),
) -> None:
    """Say what holds for `city`, or ask for the city. `about` is the answer that waits for it, `then` are others."""
    place = context(tracker).get("place") or {}
    if len(place.get("cities", ())) > 1:
        _ask_which(dispatcher, about, place)
    elif city is None and about == HOW:
        _show_how(dispatcher, tracker)
    elif city is None:
        _ask(dispatcher, tracker, about, then)
    elif about == HOW and status(city, cities()) == "supported" and HOW not in given(tracker):
        dispatcher.utter_message(response=answer_response(HOW))
    else:
        _tell(dispatcher, domain, city, about, place)


def _show_how(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Say the steps, and the first time for which cities they hold: a user elsewhere will not find the page.

    The question for the city is no obstacle: whatever else the user says is another matter.
    """
    dispatcher.utter_message(response=answer_response(HOW))
    if HOW in given(tracker):
        return
    every = [name for names in cities().values() for name in names]
    supported = "、".join(SPOKEN.get(name, name) for name in cities().get("supported", ()))
    dispatcher.utter_message(
        response="utter_check_city",
        cities=supported,
        buttons=city_buttons(every, HOW),
        metadata={"outcome": "ask", "asks": "city", "about": HOW, "times": 1, "optional": True},
    )


def _ask(dispatcher: CollectingDispatcher, tracker: Tracker, about: str, then: Sequence[str]) -> None:
    times = times_asked(tracker, "city", about) + 1
    if times > MOST_TIMES:
        dispatcher.utter_message(response=answer_response(UNAVAILABLE))
        dispatcher.utter_message(response="utter_city_person", buttons=[HANDOFF_BUTTON])
        return
    every = [name for names in cities().values() for name in names]
    dispatcher.utter_message(
        response="utter_ask_city" if times == 1 else "utter_ask_city_again",
        buttons=city_buttons(every, about),
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
    dispatcher: CollectingDispatcher, domain: Mapping[str, Any], city: str, about: str, place: Mapping[str, Any]
) -> None:
    holds = status(city, cities())
    if holds == "outside":
        metadata = {"outcome": "decline", "reason": "outside", "about": about, "city": city}
        dispatcher.utter_message(response="utter_city_outside", metadata=metadata)
        return
    unavailable, how = source(domain, UNAVAILABLE), source(domain, HOW) if holds == "supported" else {}
    lines = sorted({*unavailable.get("faq_lines", ()), *how.get("faq_lines", ())})
    dispatcher.utter_message(
        response=f"utter_city_{holds}",
        city=_spoken(city, place),
        how=str(variation(domain, HOW).get("text", "")),
        metadata={**unavailable, "faq_lines": lines, "about": about, "city": city},
        buttons=[HANDOFF_BUTTON],
    )


def _spoken(city: str, place: Mapping[str, Any]) -> str:
    """Return the city's name, with the district the user named: 历下区属于济南，济南."""
    name = SPOKEN.get(city, city)
    district = place.get("name", "") if place.get("cities") == [city] else ""
    named = district and city != PROVINCE_UNITS and not district.startswith(city)
    return f"{district}属于{name}，{name}" if named else name


class ActionCheckCity(Action):
    def name(self) -> str:
        return "action_check_city"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        about = str(context(tracker).get("about") or UNAVAILABLE)
        check_city(dispatcher, tracker, domain, about, city_of(tracker))
        return []
