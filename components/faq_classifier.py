"""FaqClassifier: ranks the answers and plain intents of a message, with calibrated confidences."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.requested import only_request, requested, texts_of
from components.spelling import Spelling
from owner.live import profile
from understanding import answer_training
from understanding.answer_model import AnswerModel
from understanding.answer_texts import AnswerTexts, answer_texts, statements_of
from understanding.denials import denied
from understanding.encoder import is_installed, sentence_encoder
from understanding.gist import behind_place, gist, placeless
from understanding.known_question import as_ranked
from understanding.one_request import asked_there
from understanding.outside_words import doubted, outside_words
from understanding.ranking import LOOKED_UP, LookedUp, Ranked, Ranker, as_rasa
from understanding.signs import Signs
from understanding.vector_store import vectors_of_both
from zh.fold import fold
from zh.reading import Reading, read

DENIED = "nlu_denied"
"""The intent of a message that only denies something."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FaqClassifier(GraphComponent):
    """One model over all answers (retrieval intent `faq`) and plain intents.

    It sets `intent`, `intent_ranking` and, for the stock `utter_faq`, `response_selector`. The confidence of
    `faq` is that of its best answer, so that OutcomeClassifier sees a low score of the answer itself.
    A known question, folded, has confidence 1. All place names are treated as the same place.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # inverse regularization (C) of the support vector machines
            "strength": 1.0,
            # in how many examples a piece must occur to count
            "rarest": 3,
            # how many labels are ranked
            "ranking_length": 10,
            # whether a sentence encoder is used where one is installed
            "meaning": True,
            # where the vectors of known texts are kept between trainings, from the working directory
            "vectors": "models/vectors.npz",
            # from this confidence on the words of a message are clear, and it is not encoded
            "clear_by_words": 0.75,
            # from this confidence on the only clause that asks decides
            "request_at": 0.75,
            # from this confidence on the whole message is clear: OutcomeClassifier's answer_at
            "clear_at": 0.75,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FaqClassifier:
        return cls(config, model_storage, resource)

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        signs: Signs | None = None,
        questions: dict[str, str] | None = None,
        spelling: Spelling | None = None,
        outside: Sequence[str] = (),
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._signs = signs
        self._questions = questions or {}
        self._spelling = spelling or Spelling()
        self._outside = outside
        self._ranker: Ranker | None = None
        if signs:
            encoder = sentence_encoder() if config["meaning"] and signs.model.meaning else None
            self._ranker = Ranker(signs, self._questions, encoder, config["clear_by_words"], config["ranking_length"])

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        """Return a digest of the helpers and the profile's words, so that an edit of them retrains as well."""
        root = Path(__file__).resolve().parent.parent
        files = [*sorted((root / "understanding").glob("*.*")), *sorted((root / "zh").glob("*.*"))]
        contents = [*(f.read_bytes() for f in files if f.is_file()), profile().understood().encode()]
        return hashlib.sha256(b"".join([*contents, str(is_installed()).encode()])).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        texts = [(gist(m.get(TEXT)), m.get_full_intent()) for m in training_data.intent_examples]
        examples = [(text, folded, label) for text, label in texts if (folded := fold(text))]
        stated = statements_of(training_data.responses, {label for _, _, label in examples})
        encoder = sentence_encoder() if self._config["meaning"] else None
        of_examples, of_statements = vectors_of_both(
            [text for text, _, _ in examples], [text for text, _ in stated], encoder, Path(self._config["vectors"])
        )
        pairs = [(folded, label) for _, folded, label in examples]
        model = answer_training.fit(
            [folded for folded, _ in pairs],
            [label for _, label in pairs],
            self._config["strength"],
            self._config["rarest"],
            of_examples,
        )
        self._signs = Signs(model, answer_texts(model.labels, pairs, stated, of_statements, of_examples))
        self._questions = dict(pairs)
        self._spelling = Spelling.knowing([text for text, _, _ in examples])
        self._outside = outside_words([(text, label) for text, _, label in examples], [text for text, _ in stated])
        self._persist()
        return self._resource

    def _persist(self) -> None:
        if self._signs is None:
            return
        with self._storage.write_to(self._resource) as folder:
            self._signs.model.save(Path(folder))
            self._signs.texts.save(Path(folder))
            questions = json.dumps(self._questions, ensure_ascii=False)
            (Path(folder) / "known.json").write_text(questions, encoding="utf-8")
            (Path(folder) / "outside.json").write_text(json.dumps(self._outside, ensure_ascii=False), encoding="utf-8")
            self._spelling.save(Path(folder))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FaqClassifier:
        with model_storage.read_from(resource) as folder:
            signs = Signs(AnswerModel.load(Path(folder)), AnswerTexts.load(Path(folder)))
            questions = json.loads((Path(folder) / "known.json").read_text(encoding="utf-8"))
            spelling = Spelling.load(Path(folder))
            outside = json.loads((Path(folder) / "outside.json").read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, signs, questions, spelling, outside)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._respell(message)
        readings = [read(message.get(TEXT) or "") for message in messages]
        ranked = self._ranked_together(readings)
        for message, reading in zip(messages, readings, strict=True):
            rank = LookedUp(partial(self._rank, ranked), self._config["clear_at"], self._config["request_at"])
            whole = placeless(reading.rest)
            rank.rankings.update({whole: ranked[whole]} if whole in ranked and not reading.unwanted else {})
            self._classify(message, reading, rank)
        return messages

    def _ranked_together(self, readings: Sequence[Reading]) -> Mapping[str, Sequence[Ranked]]:
        """Rank several messages and their clauses together, which costs less; return nothing for a single message."""
        if (texts := texts_of(readings) if len(readings) > 1 else []) and self._ranker:
            return dict(
                zip(texts, self._ranker.rank_all([as_ranked(text, self._questions) for text in texts]), strict=True)
            )
        return {}

    def _classify(self, message: Message, reading: Reading, rank: LookedUp) -> None:
        denial = denied(reading, rank, self._questions, rank.clear_at)
        parts = [part._replace(text=placeless(part.text)) for part in reading.parts(denial.clauses)]
        rank.parts = [part.text for part in parts]
        asking = reading.without(denial.clauses)
        text = rank.whole = placeless(asking)
        ranked = asked_there(behind_place(asking), rank(text), rank, rank.clear_at)
        whole = [r for r in ranked if r.label not in denial.labels]
        requests, unclear = requested(reading, denial.clauses, parts, whole, rank)
        if unclear is not None:
            message.set("unclear", [a.label for a in unclear], add_to_output=True)
        message.set(LOOKED_UP, rank)
        if requests:
            ranked = [*requests, *(r for r in whole if r.label not in {a.label for a in requests})]
            message.set("requests", [a.label for a in requests], add_to_output=True)
        else:
            ranked = list(only_request(reading, denial.clauses, parts, whole, rank, self._questions))
            if fold(text) not in self._questions:
                ranked = list(doubted(ranked, reading.question, self._outside, rank.clear_at))
        for key, value in as_rasa(ranked, self._config["ranking_length"]).items():
            message.set(key, value, add_to_output=True)
        if denial.clauses:
            message.set("denied", sorted(denial.labels), add_to_output=True)
            if not text:
                message.set("intent", {"name": DENIED, "confidence": 1.0}, add_to_output=True)

    def _respell(self, message: Message) -> None:
        """Write a message typed in pinyin or misspelled in known words, for the later components as well."""
        text = message.get(TEXT) or ""
        spelled = self._spelling.read(text, partial(self._rank, {}), self._config["clear_at"])
        if spelled != text:
            message.set(TEXT, spelled, add_to_output=True)

    def _rank(self, ranked: Mapping[str, Sequence[Ranked]], text: str) -> Sequence[Ranked]:
        return ranked.get(text) or (self._ranker.rank(as_ranked(text, self._questions)) if self._ranker else [])
