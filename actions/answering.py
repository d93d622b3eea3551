"""Giving one answer, whatever it depends on."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.city import UNAVAILABLE, check_city
from actions.context import city_of, role_of
from actions.role import answer_by_role
from understanding.labels import answer_response


def give(dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict, faq_id: str) -> None:
    """Say the answer `faq_id`, or ask for the role or the city it depends on; an unknown one is declined."""
    variations = domain.get("responses", {}).get(answer_response(faq_id))
    metadata: dict[str, Any] = variations[0].get("metadata", {}) if variations else {}
    city = city_of(tracker)
    if not variations:
        dispatcher.utter_message(response="utter_decline")
    elif metadata.get("asks") == "role":
        answer_by_role(dispatcher, tracker, faq_id, role_of(tracker))
    elif metadata.get("asks") == "city" or (metadata.get("heeds") == "city" and city):
        check_city(dispatcher, tracker, domain, faq_id or UNAVAILABLE, city)
    else:
        dispatcher.utter_message(response=answer_response(faq_id))
