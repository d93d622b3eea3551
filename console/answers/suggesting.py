"""Which answers are proposed for a message: those that the model put first, then the nearest by meaning."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from console.answers.nearest import NearestAnswers
from understanding.labels import FAQ, bare

MOST = 3

QUIET = frozenset({
    "affirm", "again", "bot_challenge", "cancel", "capabilities", "continue", "deny", "goodbye", "greet", "handoff",
    "hold", "menu", "none_of_these", "request", "resume", "staff", "thank", "withdraw",
})  # fmt: skip
"""Intents of messages to which no answer of the FAQ is a reply: greetings, thanks, a wish for a person."""

SURE = 0.8
"""Confidence from which on the model takes the whole message for that: 谢谢您，我再问一下审核多久 stays below."""

SLIGHT = 0.01
"""Below this the model's order of answers says nothing."""


class TypedText(NamedTuple):
    """What a user typed. `read`: how the model read it, as Rasa stored it; empty where it read nothing."""

    text: str
    read: Mapping[str, Any]


def suggested(typed: TypedText, nearest: NearestAnswers, role: str | None) -> list[dict[str, Any]]:
    """Return at most MOST answers; none for what asks nothing. It blocks."""
    if not typed.text or asks_nothing(typed.read):
        return []
    near = nearest.to(typed.text, 2 * MOST, role)
    if not near:
        return []
    ids = dict.fromkeys([*_first(typed.read), *(str(one["faq_id"]) for one in near)])
    answers = (nearest.answer(id_, role) for id_ in ids)
    # One that was renamed since is the same.
    found = {one["faq_id"]: one for one in answers if one}
    return [*found.values()][:MOST]


def asks_nothing(read: Mapping[str, Any], quiet: frozenset[str] = QUIET) -> bool:
    """Say whether the model surely takes a message for one of these. The first reading counts, before it was found that
    a person has the conversation.
    """
    ranking: Sequence[Mapping[str, Any]] = read.get("intent_ranking") or [read.get("intent") or {}]
    return ranking[0].get("name") in quiet and ranking[0].get("confidence", 0.0) >= SURE


def _first(read: Mapping[str, Any]) -> list[str]:
    """Return the ids of the answers that the model put first, the likeliest before."""
    ranking = ((read.get("response_selector") or {}).get(FAQ) or {}).get("ranking") or ()
    return [bare(str(one["intent_response_key"])) for one in ranking if one.get("confidence", 0.0) >= SLIGHT]
