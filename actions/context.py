"""Reads the context of the latest message, as components/context_resolver.py has resolved it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker

from owner.live import profile
from understanding.labels import FAQ, answer_label

CLEAR = 0.6
"""From this confidence on a message asks for an answer."""


def context(tracker: Tracker) -> Mapping[str, Any]:
    """Return what is known of the conversation, empty for a message that was not resolved."""
    resolved: Mapping[str, Any] = tracker.latest_message.get("context") or {}
    return resolved


def role_of(tracker: Tracker) -> str | None:
    """Return the role the user named in this conversation."""
    role = tracker.get_slot("role")
    return str(role) if profile().role(role) else None


def city_of(tracker: Tracker) -> str | None:
    """Return the city the user named in this conversation, or that of somebody else whom this message asks about.

    A place outside the region is returned as the profile's word for elsewhere.
    """
    place = context(tracker).get("place") or {}
    city = place["anothers"] if "anothers" in place else tracker.get_slot("city")
    return city if isinstance(city, str) and city else None


def times_asked(tracker: Tracker, asks: str, about: str) -> int:
    """Return how many times in a row the same has been asked for the same answer, just before this message."""
    resolved = context(tracker)
    waiting = resolved.get("waiting") or {}
    same = resolved.get("asked") == asks and waiting.get("asks") == asks and waiting.get("about") == about
    return int(waiting.get("times", 0)) if same else 0


def asks_for(tracker: Tracker, about: str) -> bool:
    """Say whether the message itself asks for the answer, and is no reply to the question before it."""
    selected = (tracker.latest_message.get("response_selector") or {}).get(FAQ) or {}
    best = selected.get("response") or {}
    return best.get("intent_response_key") == answer_label(about) and float(best.get("confidence") or 0.0) >= CLEAR


def still_waiting(tracker: Tracker, about: str) -> Sequence[str]:
    """Return the answers that wait for the same role or city as `about` does."""
    waiting = context(tracker).get("waiting") or {}
    return list(waiting.get("then") or ()) if waiting.get("about") == about else ()


def answers_given(tracker: Tracker) -> Sequence[str]:
    """Return the ids of the answers given so far, latest first."""
    return list(context(tracker).get("given") or ())
