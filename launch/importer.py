"""The project's training data, read once. Rasa's own chain of importers reads and copies it several times over."""

from functools import cached_property
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import ResponsesSyncImporter, TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class ReadOnceImporter(RasaFileImporter):
    """The files of the project for one training: `rasa train` makes the same model of them in twice the time.

    Left out is what this project has nothing of: end-to-end stories, and responses that stand in the domain and are
    to be learnt from. 15,000 examples cost Rasa's chain three readings and ten deep copies.
    """

    @cached_property
    def _nlu_data(self) -> TrainingData:
        return super().get_nlu_data()

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        return self._nlu_data


class ProjectImporter(TrainingDataImporter):
    """ReadOnceImporter, with the responses of the data files in the domain as Rasa's own importer adds them."""

    def __init__(self, config_file: str, domain_path: str, training_data_paths: list[str]) -> None:
        self._files = ReadOnceImporter(config_file, domain_path, training_data_paths)

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
        config: dict[Any, Any] = self._files.get_config()
        return config

    def get_config_file_for_auto_config(self) -> str | None:
        file: str | None = self._files.get_config_file_for_auto_config()
        return file

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        return self._files.get_nlu_data(language)
