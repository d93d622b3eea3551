"""OutcomeClassifier: decides by confidence whether to answer, to offer a few answers or to fall back."""

from __future__ import annotations

from typing import Any, NamedTuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

FALLBACK = "nlu_fallback"
UNSURE = "nlu_unsure"
SEVERAL = "nlu_several"
FAQ = "faq"
CONTEXT = "context"
OUT_OF_SCOPE = "out_of_scope"


class Thresholds(NamedTuple):
    """Least confidences, 0 to 1.

    `answer_at`: an answer is given. `act_at`: the intent of small talk is accepted. `offer_at`: answers are offered, by
    the sum of the best few. `offer_topic_at`: the same for a message so short that it names a topic.
    """

    answer_at: float
    act_at: float
    offer_at: float
    offer_topic_at: float


OFFERED = 4
"""How many answers are offered at most."""

WORD_LENGTH = 2
"""Characters of a single word (学时), which is no question unless it is a known one."""

ACT_ON_ONE_AT = 0.9
"""Least confidence of small talk in one character: 好, 在 and 差 have all of it, and a word as common as 有 half."""

TOPIC_LENGTH = 6
"""Characters up to which a message is a topic ("登录不了", "学时") when it is no known question."""


def decide(intent: str | None, confidence: float, best_few: float, length: int, thresholds: Thresholds) -> str | None:
    """Return the intent to act on instead of `intent`, or None to leave it.

    `confidence` is that of `intent`. `best_few` is the sum of the confidences of the answers, or questions without a
    subject, that would be offered. `length` counts characters.
    """
    if intent == FAQ and confidence >= thresholds.answer_at and (length > WORD_LENGTH or confidence == 1.0):
        return None
    act_at = max(thresholds.act_at, ACT_ON_ONE_AT) if length == 1 else thresholds.act_at
    if intent not in (None, FAQ, OUT_OF_SCOPE) and confidence >= act_at:
        return None
    topic = intent == FAQ and length <= TOPIC_LENGTH
    worth = thresholds.offer_topic_at if topic else thresholds.offer_at
    return UNSURE if best_few >= worth else FALLBACK


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OutcomeClassifier(GraphComponent):
    """Replaces Rasa's FallbackClassifier, which looks at the intent alone: here the score of the answer decides."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # from this confidence on the answer is given
            "answer_at": 0.75,
            # from this confidence on a greeting, thanks, a call for a person … is one
            "act_at": 0.5,
            # from this confidence on, of the best four together, answers are worth offering
            "offer_at": 0.3,
            # the same for a message of a word or two
            "offer_topic_at": 0.05,
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
        self._thresholds = Thresholds(**{name: config[name] for name in Thresholds._fields})

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        if not 0 <= config["offer_at"] <= config["answer_at"] <= 1 or not 0 <= config["act_at"] <= 1:
            raise ValueError("OutcomeClassifier: 0 <= offer_at <= answer_at <= 1 and 0 <= act_at <= 1 must hold.")

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            instead = SEVERAL if message.get("requests") else self._instead(message)
            if instead:
                message.set("intent", {"name": instead, "confidence": 1.0}, add_to_output=True)
        return messages

    def _instead(self, message: Message) -> str | None:
        intent = message.get("intent") or {}
        selected = message.get("response_selector") or {}
        ranked = [label for name in (FAQ, CONTEXT) for label in selected.get(name, {}).get("ranking", [])]
        best_few = sum(sorted((label["confidence"] for label in ranked), reverse=True)[:OFFERED])
        length = len(message.get(TEXT) or "")
        return decide(intent.get("name"), intent.get("confidence", 0.0), best_few, length, self._thresholds)
