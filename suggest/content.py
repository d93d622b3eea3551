"""Reads the present content: title, topic and phrasings of each answer, and the hand-written negatives."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from converter import catalog_file
from converter.checks.negatives import negatives_in
from converter.checks.questions import PlacedQuestion
from converter.decode import decode_whole
from converter.errors import SourceError
from converter.handwritten import asked_by_hand
from owner.folder import GENERATED, TALK, content_folder
from owner.live import ANSWERS, Index, index_in
from zh.fillers import to_the_point
from zh.fold import fold


@dataclass(frozen=True)
class TaughtAnswer:
    """An answer. `questions` are the FAQ's own, `further` the hand-written ones, as they stand in the files."""

    id: str
    title: str
    topic: str
    questions: tuple[str, ...]
    further: tuple[str, ...]

    @cached_property
    def folds(self) -> tuple[str, ...]:
        """All its phrasings as the assistant compares them, each once."""
        folded = (fold(to_the_point(text)) for text in (*self.questions, *self.further))
        return tuple(dict.fromkeys(text for text in folded if text))


@dataclass(frozen=True)
class Content:
    """`answers` by id, in the order of the catalog."""

    answers: Mapping[str, TaughtAnswer]
    negatives: tuple[PlacedQuestion, ...]

    def unknown(self, id_: str, most: int = 3) -> str:
        """Return a sentence that there is no such id, with those most like it."""
        matches = process.extract(id_, list(self.answers), scorer=fuzz.WRatio, limit=most)
        near = "、".join(f"{match[0]}（{self.answers[str(match[0])].title}）" for match in matches)
        return f"没有编号 {id_} 的答案，相近的有：{near}。"


def read_content(root: Path) -> Content:
    """Read the content of the project in `root`. Raises converter's SourceError, and OSError."""
    content = content_folder(root)
    index = index_in((content / GENERATED / ANSWERS).read_text(encoding="utf-8"))
    questions = _by_answer(asked_by_hand(content / GENERATED, root), index)
    further = _by_answer(asked_by_hand(content / "nlu/faq", root), index)
    answers = {
        id_: TaughtAnswer(id_, title.title, title.topic, tuple(questions.get(id_, ())), tuple(further.get(id_, ())))
        for id_, title in index.titles.items()
    }
    negatives = [
        negative for folder in (content / "nlu", root / TALK) for negative in negatives_in(asked_by_hand(folder, root))
    ]
    return Content(answers, tuple(negatives))


def without(id_: str, root: Path) -> Content | None:
    """Return the content if it has no such id; None if it has, in the catalog alone, too, or if one cannot say yet."""
    try:
        content, ids = read_content(root), catalog_ids(root)
    except (OSError, SourceError):
        return None
    return None if id_ in content.answers or id_ in ids else content


def catalog_ids(root: Path) -> frozenset[str]:
    """Return the ids of the answers in the catalog, which may not be generated yet. Raises SourceError and OSError."""
    catalog = catalog_file.load(decode_whole((content_folder(root) / "source/catalog.yml").read_bytes()))
    return frozenset(record.id for record in catalog.records)


def _by_answer(questions: Sequence[PlacedQuestion], index: Index) -> Mapping[str, list[str]]:
    by_answer: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        by_answer[index.renamed.get(question.answer, question.answer)].append(question.text)
    return by_answer
