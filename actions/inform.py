"""Remembers a role or city named without a question, and answers the question that waited for it."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answers import send_answer
from actions.city import check_city
from actions.context import context, still_waiting
from actions.menu import MENU_BUTTON
from owner.live import profile


def awaited_answer(resolved: Mapping[str, Any], named: Mapping[str, str | None]) -> str | None:
    """Return the answer to give now: the one that the pressed button names, or that waits for the role or city.

    Else it is the last answer that depended on the role or city. If the value is the same as before, it is given
    again only if nothing else was answered since.
    """
    waiting = resolved.get("waiting") or {}
    if resolved.get("about"):
        return str(resolved["about"])
    if waiting.get("about") and named.get(waiting.get("asks", "")):
        return str(waiting["about"])
    for what, value in named.items():
        last_answer = resolved.get(f"by_{what}") or {}
        if value and last_answer and (last_answer[what] != value or last_answer["faq_id"] == resolved.get("faq_id")):
            return str(last_answer["faq_id"])
    return str(waiting["about"]) if waiting.get("about") else None


class ActionInform(Action):
    def name(self) -> str:
        return "action_inform"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        resolved = context(tracker)
        named = {what: next(tracker.get_latest_entity_values(what), None) for what in ("role", "city")}
        place = resolved.get("place") or {}
        about = awaited_answer(resolved, {**named, "city": named["city"] or place.get("name")})
        if about:
            for id_ in (about, *still_waiting(tracker, about)):
                send_answer(dispatcher, tracker, domain, id_)
        elif len(place.get("cities", ())) > 1:
            check_city(dispatcher, tracker, domain, "", None)
        else:
            _acknowledge(dispatcher, named)
        return []


def _acknowledge(dispatcher: CollectingDispatcher, named: Mapping[str, str | None]) -> None:
    role, city, places = profile().role(named["role"]), named["city"], profile().places
    if places and city == places.outside:
        metadata = {"outcome": "decline", "reason": "outside", "city": city}
        dispatcher.utter_message(response="utter_city_outside", metadata=metadata)
        return
    statements = [f"您是{role.title}"] if role else []
    statements += [f"您在{places.spoken(city)}"] if places and city else []
    who = "，".join(statements)
    response = "utter_noted" if who else "utter_go_on"
    dispatcher.utter_message(response=response, who=who, buttons=[MENU_BUTTON])
