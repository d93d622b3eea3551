"""Trains the components of config.yml in order on any examples, without a Rasa project."""

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from benchmarks.understanding import assistant
from benchmarks.understanding.score import Reply
from benchmarks.understanding.training_data import ROOT
from components.context.knowledge import Knowledge
from components.context_resolver import ContextResolver
from components.faq_classifier import FaqClassifier
from components.outcome_classifier import OutcomeClassifier
from components.text_normalizer import TextNormalizer
from understanding.answer_model import AnswerModel
from understanding.answer_texts import AnswerTexts
from understanding.signs import Signs
from understanding.trained import QUESTIONS, Trained

VECTORS = ROOT / "var/bench/vectors.npz"
"""Vectors of what is taught in benchmarks; a project's own stand beside its models."""

Example = tuple[str, str]
"""A text and its label as Rasa writes it: faq/<id>, context/<id> or a plain intent."""


Responses = Mapping[str, Sequence[Mapping[str, Any]]]
"""Of each response, by its name, what it says, in Rasa's form."""


def learn(examples: Sequence[Example], known: Knowledge, responses: Responses) -> Callable[[str], Reply]:
    """Train on `examples` and on what the answers say. `known`: what their metadata say.

    Returns what the assistant does with a text.
    """
    settings, normalizer = _pipeline(), TextNormalizer()
    data = _training_data(examples, responses)
    classifier = _classifier(settings[FaqClassifier.__name__], data)
    outcome = OutcomeClassifier(_settings(OutcomeClassifier, settings[OutcomeClassifier.__name__]))
    resolver = ContextResolver.knowing(known)

    def reply(text: str) -> Reply:
        messages = [Message({TEXT: text})]
        for component in (normalizer, classifier, outcome, resolver):
            messages = component.process(messages)
        return assistant.reply(messages[0].data)

    return reply


def trained(examples: Sequence[Example], responses: Responses) -> Trained:
    """Train the same, and return it as it is read from a model's file."""
    settings, data = _pipeline(), _training_data(examples, responses)
    with tempfile.TemporaryDirectory() as folder:
        storage, resource = LocalModelStorage(Path(folder)), Resource("faq")
        of_classifier = {**_settings(FaqClassifier, settings[FaqClassifier.__name__]), "vectors": str(VECTORS)}
        FaqClassifier.create(of_classifier, storage, resource, ExecutionContext(GraphSchema({}))).train(data)
        with storage.read_from(resource) as made:
            signs = Signs(AnswerModel.load(made), AnswerTexts.load(made))
            questions = json.loads((made / QUESTIONS).read_text(encoding="utf-8"))
    parts = {part.__name__: _settings(part, settings[part.__name__]) for part in (FaqClassifier, OutcomeClassifier)}
    return Trained(signs, questions, parts)


def _training_data(examples: Sequence[Example], responses: Responses) -> TrainingData:
    messages = [Message.build(text, intent=label) for text, label in examples]
    return TextNormalizer().process_training_data(TrainingData(messages, responses=dict(responses)))


def _pipeline() -> Mapping[str, Mapping[str, Any]]:
    """Return the settings of each component by its class."""
    config: Mapping[str, Sequence[Mapping[str, Any]]] = yaml.safe_load((ROOT / "config.yml").read_bytes())
    return {part["name"].rpartition(".")[2]: part for part in config["pipeline"]}


def _settings(component: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    return {**component.get_default_config(), **{name: value for name, value in given.items() if name != "name"}}


def _classifier(given: Mapping[str, Any], data: TrainingData) -> FaqClassifier:
    settings = {**_settings(FaqClassifier, given), "vectors": str(VECTORS)}
    with tempfile.TemporaryDirectory() as folder:
        context = ExecutionContext(GraphSchema({}))
        storage, resource = LocalModelStorage(Path(folder)), Resource("faq")
        classifier = FaqClassifier.create(settings, storage, resource, context)
        classifier.train(data)
        # As a server has it: read from the model, in which weights are rounded.
        return FaqClassifier.load(settings, storage, resource, context)
