"""OutcomeClassifier: sure enough to answer, worth an offer of a few, or no idea."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

FALLBACK = "nlu_fallback"
UNSURE = "nlu_unsure"
OUT_OF_SCOPE = "out_of_scope"


def decide(intent: str | None, confidence: float, best_answer: float, answer_at: float, offer_at: float) -> str | None:
    """Return the intent to act on instead of `intent`, or None to leave it.

    `confidence` is that of `intent`, `best_answer` that of the best answer; both 0 to 1. From `answer_at` on the
    intent stands; below it answers from `offer_at` on are worth an offer; else it is a fallback.
    """
    if intent is None or intent == OUT_OF_SCOPE:
        return FALLBACK
    if confidence >= answer_at:
        return None
    return UNSURE if best_answer >= offer_at else FALLBACK


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OutcomeClassifier(GraphComponent):
    """Rasa's FallbackClassifier looks at the intent alone; here the score of the answer itself decides."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # from this confidence on the answer is given
            "answer_at": 0.5,
            # from this confidence on an answer is worth offering
            "offer_at": 0.15,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OutcomeClassifier:
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        if not 0 <= config["offer_at"] <= config["answer_at"] <= 1:
            raise ValueError("OutcomeClassifier: 0 <= offer_at <= answer_at <= 1 must hold.")

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            intent = message.get("intent") or {}
            selection = (message.get("response_selector") or {}).get("faq", {})
            instead = decide(
                intent.get("name"),
                intent.get("confidence", 0.0),
                selection.get("response", {}).get("confidence", 0.0),
                self._config["answer_at"],
                self._config["offer_at"],
            )
            if instead:
                message.set("intent", {"name": instead, "confidence": 1.0}, add_to_output=True)
        return messages
