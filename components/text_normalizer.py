"""TextNormalizer: unifies width, case, script and spelling and drops fillers, before all other components."""

from __future__ import annotations

import hashlib
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from owner.live import profile
from zh.fillers import FILLERS_FILE, to_the_point
from zh.fold import VARIANTS_FILE
from zh.typed_slash import as_typed


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class TextNormalizer(GraphComponent):
    """Replaces the text that the pipeline sees; the conversation keeps the user's own text.

    Payloads of buttons ("/intent{...}") pass untouched. A typed slash in front, of any width, is left out, so that no
    user can type a command.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextNormalizer:
        return cls()

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        """Return a digest of the word lists, so that an edit of them retrains as well."""
        words = (VARIANTS_FILE.read_bytes(), FILLERS_FILE.read_bytes(), profile().understood().encode())
        return hashlib.sha256(b"".join(words)).hexdigest()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/"):
                message.set(TEXT, to_the_point(as_typed(text)).lstrip("/"), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data
