"""Reads the assistant's training examples, for training other systems on the same ones."""

from pathlib import Path

from rasa.shared.nlu.training_data.training_data import TrainingData

from launch.importer import FaqFileImporter
from understanding.gist import gist
from zh.fillers import to_the_point

ROOT = Path(__file__).resolve().parent.parent.parent


def training_data(root: Path = ROOT, folder: str = "data") -> TrainingData:
    """Return what `rasa train` reads in `folder`, without the copies that its chain of importers makes."""
    return FaqFileImporter(str(root / "config.yml"), str(root / "domain.yml"), [str(root / folder)]).get_nlu_data()


def examples(root: Path = ROOT, folder: str = "data") -> list[tuple[str, str]]:
    """Return (text, label) of every training example in `folder`; a label is an answer's id or a plain intent."""
    messages = training_data(root, folder).intent_examples
    return [(m.get("text"), m.get_full_intent().removeprefix("faq/")) for m in messages]


def as_seen(text: str) -> str:
    """Return a message as the classifier sees it."""
    return gist(to_the_point(text))
