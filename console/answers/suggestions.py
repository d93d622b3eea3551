"""suggest_answers(): proposes answers for a user's message, the model's first, then the nearest by meaning."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from console.answers.nearest import NearestAnswers
from understanding.labels import ASKS_NOTHING, FAQ, bare

MOST = 3

SURE = 0.8
"""Minimum confidence that the message is nothing else. 谢谢您，我再问一下审核多久 stays below it."""

SLIGHT = 0.01
"""Answers with a lower confidence are ignored, because their order is arbitrary."""


class TypedText(NamedTuple):
    """What a user typed. `read`: Rasa's stored parse data, empty if there is none."""

    text: str
    read: Mapping[str, Any]


def suggest_answers(typed: TypedText, nearest: NearestAnswers, role: str | None) -> list[dict[str, Any]]:
    """Return at most MOST answers; none if the message asks nothing. It blocks."""
    if not typed.text or asks_nothing(typed.read):
        return []
    near = nearest.to(typed.text, 2 * MOST, role)
    if not near:
        return []
    ids = dict.fromkeys([*_first(typed.read), *(str(answer["faq_id"]) for answer in near)])
    answers = (nearest.answer(id_, role) for id_ in ids)
    # An answer that was renamed since counts once.
    by_id = {answer["faq_id"]: answer for answer in answers if answer}
    return [*by_id.values()][:MOST]


def asks_nothing(read: Mapping[str, Any], quiet: frozenset[str] = ASKS_NOTHING) -> bool:
    """Return whether the model is sure that a message has one of these intents.

    It uses the model's ranking, because the final intent is replaced while a person has the conversation.
    """
    ranking: Sequence[Mapping[str, Any]] = read.get("intent_ranking") or [read.get("intent") or {}]
    return ranking[0].get("name") in quiet and ranking[0].get("confidence", 0.0) >= SURE


def _first(read: Mapping[str, Any]) -> list[str]:
    """Return the ids of the answers that the model ranked, the likeliest first."""
    ranking = ((read.get("response_selector") or {}).get(FAQ) or {}).get("ranking") or ()
    return [bare(str(rank["intent_response_key"])) for rank in ranking if rank.get("confidence", 0.0) >= SLIGHT]
