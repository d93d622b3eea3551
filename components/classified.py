"""Reads from Rasa's message what the classifiers have made of it, as a ClassifiedMessage."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.context.intents import BY_CLAUSE
from components.context.resolution import (
    ClassifiedMessage,
    Scored,
)
from understanding.confidence import OUT_OF_SCOPE
from understanding.gist import placeless
from understanding.labels import CONTEXT, FAQ, bare
from understanding.ranking import LOOKED_UP, LookedUp

MOST_CLAUSES = 8
"""Clauses of a message whose clauses are looked up."""


def classified_message(message: Message) -> ClassifiedMessage:
    """Return the message with its possible meanings, best first, and those of its clauses where they may decide."""
    selected = message.get("response_selector") or {}
    intent = message.get("intent") or {}
    scored = _scored(selected, FAQ), _scored(selected, CONTEXT)
    denied, confidence = message.get("denied") or (), float(intent.get("confidence") or 0.0)
    ranking = {ranked["name"]: ranked["confidence"] for ranked in message.get("intent_ranking") or ()}
    classified = ClassifiedMessage(message.get(TEXT) or "", intent.get("name"), *scored, denied, confidence)
    talk = sum(float(score) for name, score in ranking.items() if name not in (FAQ, CONTEXT, OUT_OF_SCOPE))
    classified = replace(classified, out_of_scope=float(ranking.get(OUT_OF_SCOPE, 0.0)), small_talk=talk)
    looked_up = message.get(LOOKED_UP)
    return classified if looked_up is None else replace(classified, by_clause=_by_clause(classified, looked_up))


def _by_clause(message: ClassifiedMessage, looked_up: LookedUp) -> Sequence[Scored]:
    """Return the best label of each clause of a message that is unclear, about the staff, or an objection."""
    clauses = message.reading.clauses
    wanted = message.intent in BY_CLAUSE or message.reading.has("objecting")
    if not wanted or not 1 < len(clauses) <= MOST_CLAUSES:
        return ()
    rankings = (looked_up(placeless(clause.text)) for clause in clauses)
    return [Scored(*ranked[0]) if ranked else Scored("", 0.0) for ranked in rankings]


def _scored(selected: Mapping[str, Any], retrieval_intent: str) -> Sequence[Scored]:
    ranking = selected.get(retrieval_intent, {}).get("ranking", [])
    return [Scored(bare(r["intent_response_key"]), r["confidence"]) for r in ranking]
