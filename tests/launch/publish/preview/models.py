"""A model for tests of the preview, which answers by a table."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from launch.publish.preview.asking import ModelReplies
from owner.versions import View


class Model(ModelReplies):
    """Replies with an answer's id for each text of `answers`, and keeps what it was `asked`."""

    def __init__(self, memory: Path, answers: Mapping[str, str], broken: str = "") -> None:
        """`broken`: why it can't be loaded."""
        super().__init__(Path("none.tar.gz"), View(memory.parent), memory)
        self.answers, self.broken = answers, broken
        self.asked: list[str] = []

    def load(self) -> None:
        if self.broken:
            raise ValueError(self.broken)

    def _parse(self, texts: Sequence[str]) -> Iterable[Mapping[str, Any]]:
        self.asked += texts
        return [{"context": {"about": self.answers.get(text)}, "intent": {"name": "nlu_fallback"}} for text in texts]
