"""ContextResolver: resolves the intent, entities and answer of a message by its conversation."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.classified import classified_message
from components.context.choosing import pressed
from components.context.conversation import Conversation, conversation
from components.context.for_actions import for_actions
from components.context.in_topic import ranked_in_topic
from components.context.knowledge import Knowledge, knowledge
from components.context.resolution import ClassifiedMessage, Entity, Resolution
from components.context.resolve import resolve
from components.trace.layout import lines
from components.trace.reading import PROPERTY as READING
from components.trace.reading import MessageRead, message_read
from owner.live import profile
from settings.reading import read
from settings.testers import ForTesters
from understanding.labels import FAQ, answer_label, response_of
from understanding.payload import read_payload
from understanding.ranking import LOOKED_UP

MOST_EVENTS = 150
"""How many of the latest events are read; a turn has about ten."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ContextResolver(GraphComponent):
    """Rewrites intent, entities and answer by the conversation, so that one rule per intent suffices.

    It also reads the payloads of buttons, in place of Rasa's RegexMessageHandler, which would drop its results.
    It puts the state of the conversation on the message as `context`, for the actions.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # whether a sentence encoder is used where one is installed
            "meaning": True,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ContextResolver:
        return cls(model_storage, resource, Knowledge(meaning=config["meaning"]))

    def __init__(
        self,
        model_storage: ModelStorage | None,
        resource: Resource | None,
        knowledge: Knowledge,
        shows: str | None = None,
    ) -> None:
        self._storage = model_storage
        self._resource = resource
        self._facts = knowledge
        self._shows = shows

    @classmethod
    def knowing(cls, knowledge: Knowledge) -> ContextResolver:
        """Return a resolver that is not part of a model."""
        return cls(None, None, knowledge)

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        """Return a digest of the helpers and the profile's words, so that an edit of them retrains as well."""
        files = sorted((Path(__file__).resolve().parent / "context").glob("*.py"))
        words = profile().understood().encode()
        return hashlib.sha256(b"".join([*(file.read_bytes() for file in files), words])).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Read the metadata of the answers and store them in the model."""
        self._facts = knowledge(training_data.responses, meaning=self._facts.meaning)
        if self._storage is None:
            raise ValueError("It is not part of a model.")
        with self._storage.write_to(self._resource) as folder:
            text = json.dumps(self._facts.as_json(), ensure_ascii=False)
            (Path(folder) / "knowledge.json").write_text(text, encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ContextResolver:
        with model_storage.read_from(resource) as folder:
            facts = json.loads((Path(folder) / "knowledge.json").read_text(encoding="utf-8"))
        return cls(model_storage, resource, Knowledge.from_json(facts), read(ForTesters).show_reading)

    def process(
        self, messages: list[Message], domain: Domain | None = None, tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Resolve the messages of one conversation; without a tracker, each counts as the first message."""
        talk = _conversation(tracker)
        for message in messages:
            classified = self._classified(message, talk)
            payload = read_payload(classified.text)
            if payload and (domain is None or payload.intent not in domain.intents):
                continue
            resolution = pressed(payload, talk, self._facts) if payload else resolve(classified, talk, self._facts)
            if self._shows:
                looked_up = None if payload else message.get(LOOKED_UP)
                requests = message.get("requests") or ()
                self._show(message, message_read(classified, looked_up, requests, talk, self._facts, resolution))
            _rewrite(message, resolution)
            message.set("context", for_actions(talk, classified, resolution), add_to_output=True)
            if payload:
                # Rasa would parse a text with a leading "/" again and drop these results.
                message.set(TEXT, classified.text.lstrip("/"), add_to_output=True)
        return messages

    def _classified(self, message: Message, talk: Conversation) -> ClassifiedMessage:
        classified, looked_up = classified_message(message), message.get(LOOKED_UP)
        if looked_up is None:
            return classified
        return replace(classified, in_topic=ranked_in_topic(classified, looked_up.whole, looked_up, talk, self._facts))

    def _show(self, message: Message, reading: MessageRead) -> None:
        """Put the reading on the message; print it if readings are shown in the terminal."""
        message.set(READING, reading, add_to_output=True)
        if self._shows == "terminal":
            print("", *lines(reading), "", sep="\n", file=sys.stderr, flush=True)


def _conversation(tracker: DialogueStateTracker | None) -> Conversation:
    if tracker is None:
        return Conversation()
    events = [event.as_dict() for event in list(tracker.events)[-MOST_EVENTS:]]
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return conversation(events, tracker.current_slot_values(), now=now)


def _rewrite(message: Message, resolution: Resolution) -> None:
    if resolution.intent:
        message.set("intent", {"name": resolution.intent, "confidence": 1.0}, add_to_output=True)
    if resolution.answer:
        message.set("response_selector", _selection(resolution.answer), add_to_output=True)
    message.set("entities", [_entity(*named) for named in resolution.entities.items()], add_to_output=True)


def _selection(faq_id: str) -> dict[str, Any]:
    """Return the one answer in the form that the stock `utter_faq` reads."""
    key = answer_label(faq_id)
    response = {"intent_response_key": key, "confidence": 1.0, "utter_action": response_of(key)}
    ranking = [{"intent_response_key": key, "confidence": 1.0}]
    return {"all_retrieval_intents": [FAQ], FAQ: {"response": response, "ranking": ranking}}


def _entity(name: str, entity: Entity) -> dict[str, Any]:
    return {"entity": name, **entity._asdict(), "extractor": ContextResolver.__name__}
