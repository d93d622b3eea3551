"""OutcomeClassifier decides to answer, to offer or to decline."""

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from components.outcome_classifier import FALLBACK, SEVERAL, UNSURE, OutcomeClassifier, Thresholds, decide

LIMITS = Thresholds(answer_at=0.5, act_at=0.4, offer_at=0.2, offer_topic_at=0.1)
CONFIG = LIMITS._asdict()


def ranked(*confidences: float) -> dict[str, Any]:
    return {"ranking": [{"intent_response_key": "", "confidence": one} for one in confidences]}


@pytest.mark.parametrize(
    ("intent", "confidence", "best_answer", "instead"),
    [
        ("faq", 0.5, 0.5, None),
        ("faq", 0.49, 0.49, UNSURE),
        ("faq", 0.2, 0.2, UNSURE),
        ("faq", 0.19, 0.19, FALLBACK),
        ("greet", 0.9, 0.05, None),
        ("greet", 0.39, 0.3, UNSURE),
        ("greet", 0.39, 0.1, FALLBACK),
        ("out_of_scope", 0.99, 0.0, FALLBACK),
        (None, 0.0, 0.0, FALLBACK),
    ],
)
def test_decide(intent: str | None, confidence: float, best_answer: float, instead: str | None) -> None:
    assert decide(intent, confidence, best_answer, 20, LIMITS) == instead


@pytest.mark.parametrize(
    ("intent", "best_answer", "length", "instead"),
    [
        ("faq", 0.1, 6, UNSURE),
        ("faq", 0.1, 7, FALLBACK),
        ("faq", 0.09, 6, FALLBACK),
        ("out_of_scope", 0.1, 2, FALLBACK),
    ],
)
def test_a_word_or_two_is_a_topic(intent: str, best_answer: float, length: int, instead: str) -> None:
    assert decide(intent, best_answer, best_answer, length, LIMITS) == instead


@pytest.mark.parametrize(
    ("confidence", "length", "instead"), [(0.89, 1, FALLBACK), (0.9, 1, None), (0.4, 2, None), (0.39, 2, FALLBACK)]
)
def test_one_character_must_be_known_as_small_talk(confidence: float, length: int, instead: str | None) -> None:
    assert decide("complain", confidence, 0.0, length, LIMITS) == instead


def test_the_score_of_the_answer_itself_decides() -> None:
    message = Message(
        {
            "intent": {"name": "faq", "confidence": 0.3},
            "response_selector": {"faq": ranked(0.3)},
        }
    )
    OutcomeClassifier(CONFIG).process([message])
    assert message.get("intent")["name"] == UNSURE


@pytest.mark.parametrize(
    ("answers", "intent"), [((0.06, 0.05, 0.05, 0.05), UNSURE), ((0.05, 0.04, 0.04, 0.04, 0.04, 0.04), FALLBACK)]
)
def test_four_answers_together_are_worth_an_offer(answers: tuple[float, ...], intent: str) -> None:
    found = {"name": "faq", "confidence": answers[0]}
    message = Message({"text": "想问一下这个事怎么办", "intent": found, "response_selector": {"faq": ranked(*answers)}})
    OutcomeClassifier(CONFIG).process([message])
    assert message.get("intent")["name"] == intent


def test_several_requests_are_an_intent_of_their_own() -> None:
    message = Message({"intent": {"name": "faq", "confidence": 0.9}, "requests": ["faq/a", "faq/b"]})
    OutcomeClassifier(CONFIG).process([message])
    assert message.get("intent")["name"] == SEVERAL


@pytest.mark.parametrize(("confidence", "intent"), [(0.9, "context"), (0.3, UNSURE), (0.1, FALLBACK)])
def test_a_question_without_a_subject_may_be_clear_or_worth_an_offer(confidence: float, intent: str) -> None:
    selected = {"context": ranked(confidence)}
    found = {"name": "context", "confidence": confidence}
    message = Message({"text": "这个要找谁来审核呢", "intent": found, "response_selector": selected})
    OutcomeClassifier(CONFIG).process([message])
    assert message.get("intent")["name"] == intent


@pytest.mark.parametrize(
    "config", [{**CONFIG, "offer_at": 0.6}, {**CONFIG, "answer_at": 1.5}, {**CONFIG, "act_at": -1}]
)
def test_thresholds_in_the_wrong_order_are_refused(config: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="offer_at <= answer_at"):
        OutcomeClassifier.validate_config(config)
