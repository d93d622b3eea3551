"""Gives one answer, or first asks for the role or city that it depends on."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.city import check_city
from actions.context import city_of, role_of
from actions.role import answer_by_role
from actions.titles import source_metadata, variation
from owner.live import profile
from understanding.labels import answer_response


def send_answer(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    domain: DomainDict,
    faq_id: str,
    then: Sequence[str] = (),
) -> None:
    """Send the answer `faq_id`, or ask for the role or city it depends on; decline if the id is unknown.

    `then`: further answers that wait for the same role or city.
    """
    metadata = variation(domain, faq_id).get("metadata") or {}
    city = city_of(tracker)
    if not variation(domain, faq_id):
        dispatcher.utter_message(response="utter_decline")
    elif metadata.get("asks") == "role" and profile().roles:
        answer_by_role(dispatcher, tracker, faq_id, role_of(tracker), then)
    elif "city" in (metadata.get("asks"), metadata.get("heeds")) and profile().places:
        check_city(dispatcher, tracker, domain, faq_id, city, then)
    else:
        dispatcher.utter_message(response=answer_response(faq_id))


def missing_fact(domain: Mapping[str, Any], faq_id: str, role: str | None, city: str | None) -> str | None:
    """Return what must be asked before the answer can be given: role, city, or None."""
    asks = (variation(domain, faq_id).get("metadata") or {}).get("asks")
    return str(asks) if asks and not {"role": role, "city": city}.get(asks) else None


def promises_person(domain: Mapping[str, Any], faq_id: str) -> bool:
    return source_metadata(domain, faq_id).get("outcome") == "handoff"
