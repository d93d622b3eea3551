"""Reads the training data once, with current sentences and titles, without negatives that equal an answer's question.

Rasa's own chain of importers reads and copies the files several times over.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.importers.importer import ResponsesSyncImporter, TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from converter.checks.negatives import FILES as NEGATIVES
from converter.checks.negatives import collisions, repeated
from converter.handwritten import asked_in_files
from launch.tensorflow_needed import refusal
from owner.folder import GENERATED, ROOT, TALK, content_folder
from owner.live import answer_titles, current_id, profile
from understanding.labels import CONTEXT, FAQ, answer_label, bare, is_under
from understanding.responses import is_shown, served_variation

Responses = Mapping[str, Sequence[Mapping[str, Any]]]

PHRASINGS = "faq"
"""The folder of the hand-written phrasings of answers."""


def data_paths(root: Path = ROOT) -> list[str]:
    """Return where the training data of the content that is served stand."""
    content = content_folder(root)
    paths = (root / "data/rules.yml", root / TALK, content / GENERATED, content / "nlu")
    return [str(path) for path in paths if path.exists()]


def complete_responses(responses: Responses) -> dict[str, list[Mapping[str, Any]]]:
    """Return the responses with what is shown now, without those that this profile has no use for."""
    now, titles = profile(), answer_titles()
    return {
        name: [served_variation(name, variation, now, titles) for variation in variations]
        for name, variations in responses.items()
        if is_shown(name, now)
    }


def rename(example: Message) -> None:
    """Let an example that names an answer by an id of before teach the answer that has it now."""
    label = example.get_full_intent() or ""
    current = answer_label(current_id(bare(label))) if is_under(FAQ, label) else label
    if current != label:
        example.set(INTENT_RESPONSE_KEY, current)


def colliding_negatives(files: Iterable[str]) -> set[tuple[str, str]]:
    """Return (text, intent) of the negatives among the training data `files` that say what an answer's own question
    says. The converter names them; the answer wins.
    """
    paths = [Path(file).resolve() for file in files]
    negatives = asked_in_files([path for path in paths if path.name in NEGATIVES], Path("/"))
    generated = asked_in_files([path for path in paths if path.parent.name == GENERATED], Path("/"))
    questions = [question for question in generated if not is_under(CONTEXT, question.answer)]
    phrasings = asked_in_files([path for path in paths if path.parent.name == PHRASINGS], Path("/"))
    talk = asked_in_files([path for path in paths if path.parent.name == Path(TALK).name], Path("/"))
    pairs = [*collisions(negatives, questions), *repeated(negatives, phrasings), *repeated(talk, questions)]
    return {(negative.text, negative.answer) for negative, _ in pairs}


class FaqFileImporter(RasaFileImporter):
    """The files of the project, the responses completed from data/generated/profile.json and answers.json.

    config.yml names it, so every command of Rasa's that reads training data makes the same domain as ours.
    """

    def get_domain(self) -> Domain:
        domain = super().get_domain()
        return Domain.from_dict({**domain.as_dict(), "responses": complete_responses(domain.responses)})

    @cached_property
    def _nlu_data(self) -> TrainingData:
        data = super().get_nlu_data()
        data.responses = complete_responses(data.responses)
        left_out = colliding_negatives(self._nlu_files)
        for example in data.training_examples:
            rename(example)
        return data.filter_training_examples(lambda example: (example.get(TEXT), example.get(INTENT)) not in left_out)

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        return self._nlu_data

    def get_config(self) -> dict[Any, Any]:
        """Return what config.yml says; raise InvalidConfigException where it needs what is not installed."""
        config: dict[Any, Any] = super().get_config()
        if sentence := refusal(config):
            raise InvalidConfigException(sentence)
        return config


class ProjectImporter(TrainingDataImporter):
    """The files for one training, the responses among them in the domain, as Rasa's own chain of importers does it:
    `rasa train` makes the same model in twice the time.

    Left out is what this project has nothing of: end-to-end stories, and responses that stand in the domain and are
    to be learnt from. 15,000 examples cost Rasa's chain three readings and ten deep copies.
    """

    def __init__(self, config_file: str, domain_path: str, training_data_paths: list[str]) -> None:
        self._files = FaqFileImporter(config_file, domain_path, training_data_paths)

    @cached_property
    def _domain(self) -> Domain:
        return ResponsesSyncImporter(self._files).get_domain()

    def get_domain(self) -> Domain:
        return self._domain

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        return self._files.get_stories(exclusion_percentage)

    def get_conversation_tests(self) -> StoryGraph:
        return self._files.get_conversation_tests()

    def get_config(self) -> dict[Any, Any]:
        return self._files.get_config()

    def get_config_file_for_auto_config(self) -> str | None:
        file: str | None = self._files.get_config_file_for_auto_config()
        return file

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        return self._files.get_nlu_data(language)
