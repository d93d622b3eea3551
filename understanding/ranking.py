"""What a message is about: the labels it may have, and their form in Rasa's message."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from understanding.confidence import Calibration, confidences
from understanding.label_model import LabelModel
from understanding.labels import CONTEXT, FAQ, intent_of, is_under, response_of
from zh.fold import fold


class Ranked(NamedTuple):
    """A label ("faq/<id>" or a plain intent) and its confidence, 0 to 1."""

    label: str
    confidence: float


def rank(text: str, model: LabelModel, known: Mapping[str, str], calibration: Calibration, most: int) -> list[Ranked]:
    """Return the `most` best labels, best first.

    A text whose fold is a known question (`known`: fold -> label) is that question, with confidence 1.
    """
    folded = fold(text)
    found = [Ranked(*r) for r in confidences(model.scores(folded), model.labels, len(folded), calibration, most)]
    exact = known.get(folded)
    return [Ranked(exact, 1.0), *(r for r in found if r.label != exact)] if exact else found


def as_rasa(ranked: Sequence[Ranked], length: int) -> Mapping[str, Any]:
    """Return Rasa's message properties: intent, intent_ranking, response_selector (for the stock utter_faq)."""
    if not ranked:
        return {"intent": {"name": None, "confidence": 0.0}, "intent_ranking": []}
    intents: dict[str, float] = {}
    for label, confidence in ranked:
        intents.setdefault(intent_of(label), confidence)
    ranking = [{"name": name, "confidence": score} for name, score in intents.items()]
    properties: dict[str, Any] = {"intent": ranking[0], "intent_ranking": ranking[:length]}
    selected = {name: _selection(found) for name in (FAQ, CONTEXT) if (found := _under(name, ranked)[:length])}
    if selected:
        properties["response_selector"] = {"all_retrieval_intents": list(selected), **selected}
    return properties


def _under(intent: str, ranked: Sequence[Ranked]) -> list[Ranked]:
    return [r for r in ranked if is_under(intent, r.label)]


def _selection(answers: Sequence[Ranked]) -> Mapping[str, Any]:
    best = answers[0]
    return {
        "response": {
            "intent_response_key": best.label,
            "confidence": best.confidence,
            "utter_action": response_of(best.label),
        },
        "ranking": [{"intent_response_key": a.label, "confidence": a.confidence} for a in answers],
    }
