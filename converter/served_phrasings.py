"""Counts the phrasings of each answer in the version in service, to detect those an edit has lost."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from owner.versions import published_folder, served_number
from understanding.labels import FAQ, bare, is_under
from understanding.trained import NotAModel, known_questions


def phrasings_served(root: Path, content: Path) -> Mapping[str, int]:
    """Return the number of different phrasings by the answer's id; empty if nothing was served yet."""
    model = _model(published_folder(root, content))
    try:
        questions = known_questions(model) if model else {}
    except NotAModel:
        return {}
    return Counter(bare(label) for label in questions.values() if is_under(FAQ, label))


def _model(versions: Path) -> Path | None:
    """Return the model of the version in service."""
    return next(iter(sorted((versions / str(served_number(versions))).glob("*.tar.gz"))), None)
