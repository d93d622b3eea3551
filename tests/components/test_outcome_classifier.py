"""Answer, offer or decline."""

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from components.outcome_classifier import FALLBACK, UNSURE, OutcomeClassifier, decide

SURE, WORTH = 0.5, 0.2


@pytest.mark.parametrize(
    ("intent", "confidence", "best_answer", "instead"),
    [
        ("faq", 0.5, 0.5, None),
        ("faq", 0.49, 0.49, UNSURE),
        ("faq", 0.2, 0.2, UNSURE),
        ("faq", 0.19, 0.19, FALLBACK),
        ("greet", 0.9, 0.05, None),
        ("greet", 0.4, 0.3, UNSURE),
        ("greet", 0.4, 0.1, FALLBACK),
        ("out_of_scope", 0.99, 0.0, FALLBACK),
        (None, 0.0, 0.0, FALLBACK),
    ],
)
def test_decide(intent: str | None, confidence: float, best_answer: float, instead: str | None) -> None:
    assert decide(intent, confidence, best_answer, SURE, WORTH) == instead


def test_the_score_of_the_answer_itself_decides() -> None:
    message = Message(
        {
            "intent": {"name": "faq", "confidence": 0.3},
            "response_selector": {"faq": {"response": {"confidence": 0.3}}},
        }
    )
    OutcomeClassifier({"answer_at": SURE, "offer_at": WORTH}).process([message])
    assert message.get("intent")["name"] == UNSURE


@pytest.mark.parametrize("config", [{"answer_at": 0.2, "offer_at": 0.5}, {"answer_at": 1.5, "offer_at": 0.5}])
def test_thresholds_in_the_wrong_order_are_refused(config: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="offer_at <= answer_at"):
        OutcomeClassifier.validate_config(config)
