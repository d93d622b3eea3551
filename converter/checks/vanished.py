"""Finds phrasings that vanished since the version in service, for example because a file was truncated."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from converter.answers import Answer
from converter.catalog import Catalog
from converter.checks.examples import ExampleFile
from converter.checks.questions import PlacedQuestion
from converter.checks.structure import CATALOG
from converter.errors import Finding
from converter.folding import fold
from understanding.labels import answer_label

KIND = "fewer-phrasings"

MANY, OF_AN_ANSWER = 5, 0.5
"""The loss of so many phrasings of one answer, and so large a share, is hardly on purpose."""

MANY_OF_ALL, OF_ALL = 20, 0.2
"""The same for all answers together."""


class LostPhrasings(NamedTuple):
    id: str
    had: int
    has: int

    @property
    def lost(self) -> int:
        return self.had - self.has


def check_vanished(
    before: Mapping[str, int],
    answers: Iterable[Answer],
    by_hand: Iterable[PlacedQuestion],
    files: Iterable[ExampleFile],
    catalog: Catalog,
) -> Iterator[Finding]:
    """Yield each remaining answer with far fewer phrasings than before. `before`: their number by id."""
    now: dict[str, set[str]] = {answer.id: set() for answer in answers if answer.record}
    for answer in answers:
        now.get(answer.id, set()).update(
            fold(learnt.phrasing.text) for learnt in answer.learnt if learnt.phrasing.taught
        )
    for question in by_hand:
        now.get(question.answer, set()).add(fold(question.text))
    first_lines = _places(files)
    had: Counter[str] = Counter()
    for id_, count in before.items():
        had[catalog.renamed.get(id_, id_)] += count
    for lost in _fewer(had, now):
        path, line = first_lines.get(answer_label(lost.id), (CATALOG, catalog.line_of(f"id: {lost.id}")))
        gone = "" if path != CATALOG else "，nlu 文件夹里已没有它的一条"
        message = f"{lost.id} 少了 {lost.lost} 条说法（正在服务的那一版有 {lost.had} 条）{gone}"
        yield Finding(line, KIND, message, (lost.id,), path=path)


def _fewer(before: Mapping[str, int], now: Mapping[str, set[str]]) -> list[LostPhrasings]:
    """Return answers that lost most phrasings; if a large share of all is gone, every one that lost any."""
    fewer = [
        LostPhrasings(id_, had, len(now[id_])) for id_, had in before.items() if id_ in now and len(now[id_]) < had
    ]
    total = sum(had for id_, had in before.items() if id_ in now)
    if sum(answer.lost for answer in fewer) >= max(MANY_OF_ALL, OF_ALL * total):
        return fewer
    return [answer for answer in fewer if answer.lost >= max(MANY, OF_AN_ANSWER * answer.had)]


def _places(files: Iterable[ExampleFile]) -> Mapping[str, tuple[str, int]]:
    """Return for each label the file and line where its phrasings begin."""
    places: dict[str, tuple[str, int]] = {}
    for file in files:
        items = file.data.get("nlu") if isinstance(file.data, dict) else None
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                places.setdefault(str(item.get("intent")), (file.name, file.lines.get(("nlu", number), 1)))
    return places
